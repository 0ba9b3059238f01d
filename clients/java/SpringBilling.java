// Spring Boot bills each order, and commits by CASE: java -cp 'jars/*' SpringBilling.java CASE
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;

@SpringBootConfiguration
@EnableAutoConfiguration
@Import({SpringBilling.Automatic.class, SpringBilling.Manual.class})
public class SpringBilling {
  static String name;
  static final Set<String> tried = new HashSet<>();

  /** In some cases the first attempt at an order fails. */
  static void bill(String order) {
    var failing = Set.of("batch", "record", "manual", "manual-finally");
    if (failing.contains(name) && tried.add(order)) throw new IllegalStateException("billing is away");
    try {
      Thread.sleep(Long.parseLong(System.getenv().getOrDefault("WORK_MS", "20")));
    } catch (InterruptedException stopped) {
      return;
    }
    System.out.println("billed " + order);
  }

  @Profile("!manual")
  static class Automatic {
    final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
      var thread = new Thread(task);
      thread.setDaemon(true);
      return thread;
    });

    @KafkaListener(topics = "${KAFKA_TOPIC}")
    void listen(ConsumerRecord<String, String> order) {
      if (name.equals("auto-thread")) worker.submit(() -> bill(order.key()));
      else bill(order.key());
    }
  }

  @Profile("manual")
  static class Manual {
    @KafkaListener(topics = "${KAFKA_TOPIC}")
    void listen(ConsumerRecord<String, String> order, Acknowledgment ack) {
      if (name.equals("manual-finally")) {
        try {
          bill(order.key());
        } finally {
          ack.acknowledge();
        }
        return;
      }
      if (name.equals("before")) ack.acknowledge();
      bill(order.key());
      if (name.equals("manual")) ack.acknowledge();
    }
  }

  static String ackMode() {
    return switch (name) {
      case "record", "manual" -> name;
      case "manual-finally" -> "manual";
      case "before" -> "manual_immediate";
      case "count", "no-close" -> "count";
      default -> "batch";
    };
  }

  public static void main(String[] args) {
    name = args[0];
    var application = new SpringApplication(SpringBilling.class);
    application.setAdditionalProfiles(ackMode().startsWith("manual") ? "manual" : "automatic");
    application.setRegisterShutdownHook(!name.equals("no-close"));
    // Its log is off, for it names records.
    application.setDefaultProperties(Map.of("spring.kafka.bootstrap-servers", System.getenv("KAFKA_BOOTSTRAP_SERVERS"),
        "spring.kafka.consumer.group-id", "billing", "spring.kafka.consumer.auto-offset-reset", "earliest",
        "spring.kafka.consumer.max-poll-records", 3, "spring.kafka.listener.ack-mode", ackMode(),
        "spring.kafka.listener.ack-count", 5, "spring.main.banner-mode", "off", "logging.level.root", "off"));
    application.run();
  }
}
