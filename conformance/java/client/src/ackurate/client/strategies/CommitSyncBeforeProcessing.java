package ackurate.client.strategies;

import ackurate.client.Client;
import ackurate.client.Offsets;
import ackurate.client.Strategy;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/** `commitSync(offsets)` right after poll, and processing only once it has succeeded. */
public final class CommitSyncBeforeProcessing implements Strategy {
  @Override
  public void run(Client client) {
    client.subscribe();
    while (true) {
      ConsumerRecords<String, String> records = client.poll();
      if (records.isEmpty()) continue;
      try {
        client.consumer.commitSync(Offsets.toCommit(Offsets.next(records)));
      } catch (CommitFailedException | RebalanceInProgressException e) {
        continue;
      }
      for (ConsumerRecord<String, String> record : records) client.process(record);
    }
  }
}
