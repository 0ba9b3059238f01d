// kafka-clients bills each order, and commits by WHEN: java -cp 'jars/*' Billing.java WHEN
import java.time.Duration;
import java.util.*;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

public class Billing {
  /** Records that are billed, and not committed. */
  static int uncommitted = 0;

  static void bill(ConsumerRecord<String, String> order) {
    try {
      Thread.sleep(Long.parseLong(System.getenv().getOrDefault("WORK_MS", "20")));
    } catch (InterruptedException stopped) {
      return;
    }
    System.out.println("billed " + order.key());
  }

  public static void main(String[] args) throws Exception {
    var when = args[0];
    var settings = new Properties();
    settings.putAll(Map.of("bootstrap.servers", System.getenv("KAFKA_BOOTSTRAP_SERVERS"), "group.id", "billing",
        "auto.offset.reset", "earliest", "max.poll.records", "3", "auto.commit.interval.ms", "300",
        "enable.auto.commit", String.valueOf(when.startsWith("auto"))));
    var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    var worker = Executors.newSingleThreadExecutor(task -> {
      var thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    });
    var main = Thread.currentThread();
    if (!when.equals("no-close")) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        consumer.wakeup();
        try {
          main.join();
        } catch (InterruptedException stopped) {
          // The machine ends anyway.
        }
      }));
    }
    var onRevoke = new ConsumerRebalanceListener() {
      public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        if (when.equals("on-revoke") && uncommitted > 0) consumer.commitSync();
        uncommitted = 0;
      }

      public void onPartitionsAssigned(Collection<TopicPartition> assigned) {}
    };
    consumer.subscribe(List.of(System.getenv("KAFKA_TOPIC")), onRevoke);
    try {
      while (true) {
        var orders = consumer.poll(Duration.ofMillis(200));
        if (when.equals("before") && !orders.isEmpty()) consumer.commitSync();
        for (var order : orders) {
          if (when.equals("auto-thread")) worker.submit(() -> bill(order));
          else bill(order);
        }
        uncommitted += orders.count();
        boolean isSeldom = List.of("seldom", "on-revoke", "no-close").contains(when);
        boolean isTime = when.equals("after") || (isSeldom && (uncommitted >= 5 || orders.isEmpty()));
        if (isTime && uncommitted > 0) {
          consumer.commitSync();
          uncommitted = 0;
        }
      }
    } catch (WakeupException stopped) {
      consumer.close();
    }
  }
}
