package ackurate.client.strategies;

import ackurate.Lines;
import ackurate.LockStep;
import ackurate.client.Client;
import ackurate.client.Offsets;
import ackurate.client.Strategy;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** Read, process and write in Kafka's transactions, with the offsets and the group's metadata. */
public final class Transactional implements Strategy {
  @Override
  public void run(Client client) {
    KafkaProducer<String, String> producer = producerOf(client);
    producer.initTransactions();
    client.subscribe();
    while (true) {
      ConsumerRecords<String, String> records = client.poll();
      if (records.isEmpty()) continue;
      producer.beginTransaction();
      for (ConsumerRecord<String, String> record : records) {
        LockStep.process(
            record,
            () -> producer.send(new ProducerRecord<>(client.topic + "-results", record.value())));
      }
      try {
        send(producer, Offsets.next(records), client.consumer.groupMetadata());
      } catch (CommitFailedException e) {
        producer.abortTransaction();
        Offsets.first(records).forEach(client.consumer::seek);
        continue;
      }
      producer.commitTransaction();
    }
  }

  private static KafkaProducer<String, String> producerOf(Client client) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            client.bootstrap,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            client.transactionalId),
        new StringSerializer(),
        new StringSerializer());
  }

  private static void send(
      KafkaProducer<?, ?> producer, Map<TopicPartition, Long> next, ConsumerGroupMetadata group) {
    next.forEach((partition, offset) -> tell("commit-requested", partition, offset, null));
    try {
      producer.sendOffsetsToTransaction(Offsets.toCommit(next), group);
    } catch (RuntimeException e) {
      next.forEach((partition, offset) -> tell("commit-failed", partition, offset, e));
      throw e;
    }
  }

  private static void tell(String kind, TopicPartition partition, long offset, Exception error) {
    int number = partition.partition();
    if (error == null) {
      Lines.tell(kind, "source", "transaction", "partition", number, "offset", offset);
      return;
    }
    String name = error.getClass().getSimpleName();
    Lines.tell(
        kind, "source", "transaction", "partition", number, "offset", offset, "error", name);
  }
}
