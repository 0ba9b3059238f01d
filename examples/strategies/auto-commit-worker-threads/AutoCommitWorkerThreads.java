package orders;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;

/** MISTAKE: the next poll commits what still waits for the worker. */
public final class AutoCommitWorkerThreads {
  private AutoCommitWorkerThreads() {}

  public static void run(Consumer<String, String> consumer, Orders orders) {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          worker.execute(() -> orders.process(record));
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }
}
