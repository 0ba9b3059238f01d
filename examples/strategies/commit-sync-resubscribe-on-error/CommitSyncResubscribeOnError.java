package orders;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MISTAKE: every commit that fails makes the whole group rebalance. */
public final class CommitSyncResubscribeOnError {
  private static final Logger log = LoggerFactory.getLogger(CommitSyncResubscribeOnError.class);

  private CommitSyncResubscribeOnError() {}

  public static void run(Consumer<String, String> consumer, Orders orders) {
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          orders.process(record);
        }
        try {
          consumer.commitSync();
        } catch (WakeupException stop) {
          throw stop;
        } catch (KafkaException e) {
          log.warn("not committed: starting afresh", e);
          consumer.unsubscribe();
          consumer.subscribe(List.of("orders"));
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }
}
