package orders;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits each record as soon as it is done. */
public final class CommitSyncAfterRecord {
  private static final Logger log = LoggerFactory.getLogger(CommitSyncAfterRecord.class);

  private CommitSyncAfterRecord() {}

  public static void run(Consumer<String, String> consumer, Orders orders) {
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          orders.process(record);
          commit(consumer, record);
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }

  private static void commit(Consumer<?, ?> consumer, ConsumerRecord<?, ?> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    try {
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
    } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
      log.warn("not committed; the rest of the batch goes on: poll does not repeat it", e);
    }
  }
}
