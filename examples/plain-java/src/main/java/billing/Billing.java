package billing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Bills each order, and commits what a poll returned once all of it is billed. */
public final class Billing {
  public static void main(String[] args) {
    var servers = System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", servers,
            "group.id", "billing",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", false);
    var text = new StringDeserializer();
    var consumer = new KafkaConsumer<>(settings, text, text);
    var main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(consumer, main)));
    try (consumer) {
      consumer.subscribe(List.of(System.getenv().getOrDefault("KAFKA_TOPIC", "orders")));
      while (true) {
        var orders = consumer.poll(Duration.ofSeconds(1));
        for (var order : orders) bill(order);
        if (!orders.isEmpty()) consumer.commitSync();
      }
    } catch (WakeupException stopped) {
      // The consumer is closed: its group hears at once that it is gone.
    }
  }

  private static void bill(ConsumerRecord<String, String> order) {
    System.out.println("billed " + order.key());
  }

  private static void stop(KafkaConsumer<?, ?> consumer, Thread main) {
    consumer.wakeup();
    try {
      main.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
