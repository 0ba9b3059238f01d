package ackurate.spring;

import ackurate.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.support.Acknowledgment;

/** Offsets in a store: saved on revocation, sought on assignment; nothing is acknowledged. */
final class StoreListener
    implements AcknowledgingMessageListener<String, String>, ConsumerSeekAware {
  private final Consumer<ConsumerRecord<?, ?>> work;

  StoreListener(Consumer<ConsumerRecord<?, ?>> work) {
    this.work = work;
  }

  @Override
  public void onMessage(ConsumerRecord<String, String> record, Acknowledgment acknowledgment) {
    work.accept(record);
  }

  @Override
  public void onPartitionsAssigned(
      Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
    if (assignments.isEmpty()) return;
    Store.load(assignments.keySet())
        .forEach((to, offset) -> callback.seek(to.topic(), to.partition(), offset));
  }

  /** Saves the positions of what is revoked. */
  static final class Saving implements ConsumerAwareRebalanceListener {
    @Override
    public void onPartitionsRevokedAfterCommit(
        org.apache.kafka.clients.consumer.Consumer<?, ?> consumer,
        Collection<TopicPartition> partitions) {
      Map<TopicPartition, Long> positions = new HashMap<>();
      for (TopicPartition partition : partitions) {
        positions.put(partition, consumer.position(partition));
      }
      if (!positions.isEmpty()) Store.save(positions);
    }
  }
}
