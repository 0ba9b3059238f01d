package orders;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits once everything that poll returned is done. */
public final class CommitSyncAfterBatch {
  private static final Logger log = LoggerFactory.getLogger(CommitSyncAfterBatch.class);

  private CommitSyncAfterBatch() {}

  public static void run(Consumer<String, String> consumer, Orders orders) {
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          orders.process(record);
        }
        try {
          consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
          log.warn("not committed; the next commit says the same and more", e);
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }
}
