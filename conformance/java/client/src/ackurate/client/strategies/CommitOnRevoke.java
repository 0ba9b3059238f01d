package ackurate.client.strategies;

import ackurate.client.Client;
import ackurate.client.CommitErrors;
import ackurate.client.Offsets;
import ackurate.client.Strategy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** `commitSync(offsets)` every five records, and in `onPartitionsRevoked`. */
public final class CommitOnRevoke implements Strategy {
  private static final int recordsPerCommit = 5;
  private final List<ConsumerRecord<String, String>> done = new ArrayList<>();

  @Override
  public void run(Client client) {
    client.subscribe(
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commitDone(client);
            done.clear();
          }

          @Override
          public void onPartitionsLost(Collection<TopicPartition> partitions) {
            done.clear();
          }

          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
        });
    while (true) {
      for (ConsumerRecord<String, String> record : client.poll()) {
        client.process(record);
        done.add(record);
        if (done.size() >= recordsPerCommit) commitDone(client);
      }
    }
  }

  private void commitDone(Client client) {
    if (done.isEmpty()) return;
    boolean committed =
        CommitErrors.committed(
            () -> client.consumer.commitSync(Offsets.toCommit(Offsets.next(done))));
    if (committed) done.clear();
  }
}
