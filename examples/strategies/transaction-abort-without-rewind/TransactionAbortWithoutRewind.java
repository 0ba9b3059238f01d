package orders;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MISTAKE: an aborted transaction, and the next poll goes on behind its records. */
public final class TransactionAbortWithoutRewind {
  private static final Logger log = LoggerFactory.getLogger(TransactionAbortWithoutRewind.class);

  private TransactionAbortWithoutRewind() {}

  /** A fenced producer, and a commit whose outcome is unknown, end the process. */
  public static void run(
      Consumer<String, String> consumer, Producer<String, String> producer, Invoices invoices) {
    producer.initTransactions();
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
        if (records.isEmpty()) continue;
        producer.beginTransaction();
        try {
          for (ConsumerRecord<String, String> record : records) {
            producer.send(new ProducerRecord<>("invoices", record.key(), invoices.of(record)));
          }
          producer.sendOffsetsToTransaction(next(records), consumer.groupMetadata());
        } catch (CommitFailedException | InvoiceException e) {
          log.warn("aborted", e);
          producer.abortTransaction(); // and the position stays behind these records
          continue;
        }
        producer.commitTransaction();
      }
    } catch (WakeupException stop) {
      consumer.close();
      producer.close();
    }
  }

  /** Per partition one past its last record. */
  private static Map<TopicPartition, OffsetAndMetadata> next(ConsumerRecords<?, ?> records) {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (ConsumerRecord<?, ?> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      next.put(partition, new OffsetAndMetadata(record.offset() + 1));
    }
    return next;
  }
}
