package ackurate.client;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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

  /** Where to seek to be handed these records again. */
  public static Map<TopicPartition, Long> first(ConsumerRecords<String, String> records) {
    Map<TopicPartition, Long> first = new LinkedHashMap<>();
    for (ConsumerRecord<String, String> record : records) {
      first.putIfAbsent(partitionOf(record), record.offset());
    }
    return first;
  }

  /** As the client wants them. */
  public static Map<TopicPartition, OffsetAndMetadata> toCommit(Map<TopicPartition, Long> next) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    return offsets;
  }
}
