package ackurate.client.strategies;

import ackurate.client.Client;
import ackurate.client.CommitErrors;
import ackurate.client.Strategy;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** `commitSync()` once everything that poll returned is done. */
public final class CommitSyncAfterBatch implements Strategy {
  @Override
  public void run(Client client) {
    client.subscribe();
    while (true) {
      for (ConsumerRecord<String, String> record : client.poll()) client.process(record);
      CommitErrors.committed(client.consumer::commitSync);
    }
  }
}
