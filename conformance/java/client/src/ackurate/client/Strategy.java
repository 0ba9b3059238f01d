package ackurate.client;

/** A commit strategy, written as a user would: it reads, works and commits until it is stopped. */
public interface Strategy {
  void run(Client client) throws Exception;
}
