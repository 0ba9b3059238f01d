package orders;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

/** MISTAKE: of two workers the faster one commits what the slower one has not done. */
public final class CommitHighestSeen {
  private static final Logger log = LoggerFactory.getLogger(CommitHighestSeen.class);

  private CommitHighestSeen() {}

  public static void run(Consumer<String, String> consumer, Orders orders) {
    ExecutorService workers = Executors.newFixedThreadPool(2);
    Queue<ConsumerRecord<String, String>> finished = new ConcurrentLinkedQueue<>();
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          workers.execute(
              () -> {
                orders.process(record);
                finished.add(record);
              });
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<?, ?> one; (one = finished.poll()) != null; ) {
          OffsetAndMetadata next = new OffsetAndMetadata(one.offset() + 1);
          offsets.merge(
              new TopicPartition(one.topic(), one.partition()),
              next,
              (known, other) -> known.offset() > other.offset() ? known : other);
        }
        if (offsets.isEmpty()) continue;
        try {
          consumer.commitSync(offsets);
        } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
          log.warn("not committed", e);
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }
}
