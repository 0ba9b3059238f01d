package ackurate.client.strategies;

import ackurate.client.Client;
import ackurate.client.CommitErrors;
import ackurate.client.Offsets;
import ackurate.client.Strategy;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** `commitSync(offset + 1)` as soon as one record is done. */
public final class CommitSyncAfterRecord implements Strategy {
  @Override
  public void run(Client client) {
    client.subscribe();
    while (true) {
      for (ConsumerRecord<String, String> record : client.poll()) {
        client.process(record);
        CommitErrors.committed(
            () -> client.consumer.commitSync(Offsets.toCommit(Offsets.next(List.of(record)))));
      }
    }
  }
}
