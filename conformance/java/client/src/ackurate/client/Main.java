package ackurate.client;

import ackurate.AutoCommits;
import ackurate.Lines;
import ackurate.Observed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One member of a group: {@code strategy bootstrap group topic transactionalId [name=value ...]},
 * the settings of its consumer by Kafka's names.
 *
 * <p>It is written as services are: a shutdown hook calls wakeup() and waits for the loop; the
 * consumer is closed when the loop has ended because of that; any other exception ends the process
 * without close(), for that could commit what was never done.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Lines.tell("started");
    Strategy strategy = Strategies.of(args[0]);
    Map<String, Object> settings = settingsOf(args);
    Consumer<String, String> consumer = Observed.of(new KafkaConsumer<>(settings));
    Client client = new Client(consumer, args[1], args[3], args[4]);
    stopOnRequest(client);
    try {
      try {
        strategy.run(client);
      } catch (WakeupException e) {
        if (!client.isStopping()) throw e;
      }
      consumer.close(Duration.ofSeconds(30));
      Lines.tell("stopped");
    } catch (Throwable e) {
      Lines.tell("died", "error", e.getClass().getSimpleName(), "message", String.valueOf(e));
      Runtime.getRuntime().halt(1);
    }
  }

  private static Map<String, Object> settingsOf(String[] args) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, args[1]);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, args[2]);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    for (int i = 5; i < args.length; i++) {
      int at = args[i].indexOf('=');
      settings.put(args[i].substring(0, at), args[i].substring(at + 1));
    }
    if ("true".equals(settings.get(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG))) {
      settings.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, AutoCommits.class.getName());
    }
    return settings;
  }

  private static void stopOnRequest(Client client) {
    Thread main = Thread.currentThread();
    Thread hook =
        new Thread(
            () -> {
              Lines.tell("asked-to-stop");
              client.stop();
              try {
                main.join();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }
}
