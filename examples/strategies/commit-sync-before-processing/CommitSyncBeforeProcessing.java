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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits what poll has returned, and works only on what is committed: at most once. */
public final class CommitSyncBeforeProcessing {
  private static final Logger log = LoggerFactory.getLogger(CommitSyncBeforeProcessing.class);

  private CommitSyncBeforeProcessing() {}

  public static void run(Consumer<String, String> consumer, Orders orders) {
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
        if (records.isEmpty()) continue;
        try {
          consumer.commitSync(next(records));
        } catch (CommitFailedException | RebalanceInProgressException e) {
          log.warn("refused: these records come again, here or at their new owner", e);
          continue;
        }
        // After a TimeoutException nobody knows: it ends the process.
        for (ConsumerRecord<String, String> record : records) orders.process(record);
      }
    } catch (WakeupException stop) {
      consumer.close();
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
