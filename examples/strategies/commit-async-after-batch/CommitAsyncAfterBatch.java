package orders;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;

/** Commits each batch without waiting; the next commit makes up for one that fails. */
public final class CommitAsyncAfterBatch {
  private CommitAsyncAfterBatch() {}

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
      consumer.close();
    }
  }
}
