package orders;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;

/** The client commits in poll and in close, when all that it has returned is done. */
public final class AutoCommit {
  private AutoCommit() {}

  public static void run(Consumer<String, String> consumer, Orders orders) {
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          orders.process(record);
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }
}
