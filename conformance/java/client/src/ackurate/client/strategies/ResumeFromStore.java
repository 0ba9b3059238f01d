package ackurate.client.strategies;

import ackurate.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** Seeks to where the external store says, and remembers what that was. */
final class ResumeFromStore implements ConsumerRebalanceListener {
  private final Consumer<?, ?> consumer;

  /** What the store says, as far as this process knows. */
  final Map<TopicPartition, Long> stored = new HashMap<>();

  ResumeFromStore(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  void resume(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> loaded = Store.load(partitions);
    loaded.forEach(consumer::seek);
    stored.putAll(loaded);
  }

  /** Saves these if the store still says what it said. */
  void save(Map<TopicPartition, Long> next) {
    Map<TopicPartition, Long> expected = new HashMap<>();
    for (TopicPartition partition : next.keySet()) {
      if (stored.containsKey(partition)) expected.put(partition, stored.get(partition));
    }
    Store.save(next, expected);
    stored.putAll(next);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    resume(partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
}
