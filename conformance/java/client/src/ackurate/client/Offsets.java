package ackurate.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Arithmetic on offsets. */
public final class Offsets {
  private Offsets() {}

  public static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** What to commit once these records are done. */
  public static Map<TopicPartition, Long> next(Iterable<ConsumerRecord<String, String>> records) {
    Map<TopicPartition, Long> next = new LinkedHashMap<>();
    for (ConsumerRecord<String, String> record : records) {
      next.merge(partitionOf(record), record.offset() + 1, Math::max);
    }
    return next;
  }
}
