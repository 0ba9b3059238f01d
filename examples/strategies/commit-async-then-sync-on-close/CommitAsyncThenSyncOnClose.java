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

/** Commits each batch without waiting, and the last one so that a restart repeats nothing. */
public final class CommitAsyncThenSyncOnClose {
  private static final Logger log = LoggerFactory.getLogger(CommitAsyncThenSyncOnClose.class);

  private CommitAsyncThenSyncOnClose() {}

  public static void run(Consumer<String, String> consumer, Orders orders) {
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          orders.process(record);
        }
        consumer.commitAsync();
      }
    } catch (WakeupException stop) {
      // Only here: after an exception of the work, records were polled that are not done.
      try {
        consumer.commitSync();
      } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
        log.warn("not committed; the next owner repeats a batch", e);
      }
      consumer.close();
    }
  }
}
