package ackurate.spring;

import ackurate.AutoCommits;
import ackurate.Lines;
import ackurate.Observed;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ConsumerStartedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * One member of a group: a ConcurrentMessageListenerContainer, stopped by a shutdown hook as
 * Spring's own does it.
 *
 * <p>Arguments are `name=value`: `topic`, `listener`, `recordMs`, `heldPoll`, `handler`,
 * `transaction`, properties of the container and of its error handler by their own names, and the client's, which have dots in
 * theirs.
 */
public final class Main {
  /** Whether its end was asked for. */
  private static volatile boolean stopping = false;

  private Main() {}

  public static void main(String[] args) {
    Lines.tell("started");
    Map<String, String> given = new TreeMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      given.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    HeldPoll held = new HeldPoll(Integer.parseInt(given.getOrDefault("heldPoll", "0")));
    ConcurrentMessageListenerContainer<String, String> container = container(given, held);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(container, held)));
    container.start();
  }

  private static ConcurrentMessageListenerContainer<String, String> container(
      Map<String, String> given, HeldPoll held) {
    DefaultKafkaConsumerFactory<String, String> factory =
        new DefaultKafkaConsumerFactory<>(
            clientSettings(given), new StringDeserializer(), new StringDeserializer());
    factory.addPostProcessor((consumer) -> held.over(Observed.of(consumer)));
    Pace pace = new Pace(Long.parseLong(given.getOrDefault("recordMs", "0")));
    ContainerProperties properties = new ContainerProperties(given.get("topic"));
    String listener = given.get("listener");
    properties.setMessageListener(new Listeners(pace, given).named(listener));
    if (listener.equals("store")) {
      properties.setConsumerRebalanceListener(new StoreListener.Saving());
    }
    configure(properties, given);
    Producers.addTransactions(properties, given);
    ConcurrentMessageListenerContainer<String, String> container =
        new ConcurrentMessageListenerContainer<>(factory, properties);
    container.setBeanName("conformance");
    container.setAlwaysClientIdSuffix(false);
    // In a transaction a rollback comes first, as long as no handler is set.
    if (!given.containsKey("transaction")) {
      container.setCommonErrorHandler(Handlers.named(given));
    }
    Producers.addAfterRollback(container, given);
    container.setApplicationEventPublisher(
        (event) -> {
          if (event instanceof ConsumerStartedEvent) pace.begin();
          if (event instanceof ConsumerStoppedEvent && !stopping) endByItself();
        });
    return container;
  }

  /** Strings are what Kafka reads numbers and booleans from. */
  private static Map<String, Object> clientSettings(Map<String, String> given) {
    Map<String, Object> settings = new HashMap<>();
    given.forEach(
        (name, value) -> {
          if (name.contains(".")) settings.put(name, value);
        });
    if ("true".equals(given.get(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG))) {
      settings.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, AutoCommits.class.getName());
    }
    return settings;
  }

  private static void configure(ContainerProperties properties, Map<String, String> given) {
    given.forEach(
        (name, value) -> {
          switch (name) {
            case "ackMode" -> properties.setAckMode(ContainerProperties.AckMode.valueOf(value));
            case "syncCommits" -> properties.setSyncCommits(Boolean.parseBoolean(value));
            case "ackCount" -> properties.setAckCount(Integer.parseInt(value));
            case "ackTime" -> properties.setAckTime(Long.parseLong(value));
            case "pollTimeout" -> properties.setPollTimeout(Long.parseLong(value));
            case "asyncAcks" -> properties.setAsyncAcks(Boolean.parseBoolean(value));
            case "idleBetweenPolls" -> properties.setIdleBetweenPolls(Long.parseLong(value));
            case "stopImmediate" -> properties.setStopImmediate(Boolean.parseBoolean(value));
            case "assignmentCommitOption" ->
                properties.setAssignmentCommitOption(
                    ContainerProperties.AssignmentCommitOption.valueOf(value));
            default -> {}
          }
        });
  }

  private static void stop(
      ConcurrentMessageListenerContainer<String, String> container, HeldPoll held) {
    stopping = true;
    Lines.tell("asked-to-stop");
    CountDownLatch stopped = new CountDownLatch(1);
    container.stop(stopped::countDown);
    held.release();
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Lines.tell("stopped");
  }

  /** Spring would leave the process alive; this one ends, as under a supervisor that looks. */
  private static void endByItself() {
    Lines.tell("died", "error", Handlers.whatStopped());
    Runtime.getRuntime().halt(1);
  }
}
