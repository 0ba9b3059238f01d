package ackurate.client;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;

/** Which failed synchronous commits a poll loop answers by polling again. */
public final class CommitErrors {
  private CommitErrors() {}

  /** Commits; a refusal, or an outcome that is unknown, is left to the next commit. */
  public static boolean committed(Runnable commit) {
    try {
      commit.run();
      return true;
    } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
      return false;
    }
  }
}
