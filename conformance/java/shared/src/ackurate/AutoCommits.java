package ackurate;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells of commits that the client has made by itself; to be set only where it does. */
public final class AutoCommits implements ConsumerInterceptor<Object, Object> {
  private int commits = 0;

  @Override
  public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    int commit = ++commits;
    offsets.forEach(
        (partition, to) ->
            Lines.tell(
                "commit-acknowledged",
                "source",
                "auto",
                "commit",
                commit,
                "partition",
                partition.partition(),
                "offset",
                to.offset()));
  }

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> configs) {}
}
