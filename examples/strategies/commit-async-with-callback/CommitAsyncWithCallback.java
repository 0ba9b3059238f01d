package orders;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits each batch without waiting, and logs what fails. */
public final class CommitAsyncWithCallback {
  private static final Logger log = LoggerFactory.getLogger(CommitAsyncWithCallback.class);

  private CommitAsyncWithCallback() {}

  public static void run(Consumer<String, String> consumer, Orders orders) {
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          orders.process(record);
        }
        consumer.commitAsync(
            (offsets, error) -> {
              if (error != null) log.warn("not committed: {}", offsets, error);
            });
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }
}
