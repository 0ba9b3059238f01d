package ackurate.client.strategies;

import ackurate.client.Client;
import ackurate.client.Strategy;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;

/** A failed `commitAsync` is sent again only if no newer commit has been sent. */
public final class CommitAsyncRetryInOrder implements Strategy {
  private long latest = 0;

  @Override
  public void run(Client client) {
    client.subscribe();
    while (true) {
      for (ConsumerRecord<String, String> record : client.poll()) client.process(record);
      commit(client, null);
    }
  }

  private void commit(Client client, Map<TopicPartition, OffsetAndMetadata> offsets) {
    latest++;
    long sequence = latest;
    OffsetCommitCallback retry =
        (failed, error) -> {
          if (!(error instanceof RetriableCommitFailedException)) return;
          if (sequence != latest || client.isStopping()) return;
          commit(client, failed);
        };
    if (offsets == null) client.consumer.commitAsync(retry);
    else client.consumer.commitAsync(offsets, retry);
  }
}
