package orders;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MISTAKE: the next poll commits the record whose exception was only logged. */
public final class AutoCommitSwallowError {
  private static final Logger log = LoggerFactory.getLogger(AutoCommitSwallowError.class);

  private AutoCommitSwallowError() {}

  public static void run(Consumer<String, String> consumer, Orders orders) {
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          try {
            orders.process(record);
          } catch (RuntimeException e) {
            log.error("cannot process {}", record, e);
          }
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }
}
