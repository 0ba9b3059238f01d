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
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * One member of a group: a ConcurrentMessageListenerContainer, stopped by a shutdown hook as
 * Spring's own does it.
 *
 * <p>Arguments are `name=value`: `topic`, `listener`, `recordMs`, `heldPoll`, properties of the
 * container and of its error handler by their own names, and the client's, which have dots in
 * theirs.
 */
public final class Main {
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
    properties.setMessageListener(new Listeners(pace).named(listener));
    if (listener.equals("store")) {
      properties.setConsumerRebalanceListener(new StoreListener.Saving());
    }
    configure(properties, given);
    ConcurrentMessageListenerContainer<String, String> container =
        new ConcurrentMessageListenerContainer<>(factory, properties);
    container.setBeanName("conformance");
    container.setAlwaysClientIdSuffix(false);
    container.setCommonErrorHandler(errorHandler(given));
    container.setApplicationEventPublisher(
        (event) -> {
          if (event instanceof ConsumerStartedEvent) pace.begin();
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
            case "stopImmediate" -> properties.setStopImmediate(Boolean.parseBoolean(value));
            case "assignmentCommitOption" ->
                properties.setAssignmentCommitOption(
                    ContainerProperties.AssignmentCommitOption.valueOf(value));
            default -> {}
          }
        });
  }

  /** The default one, with its default back-off; its recoverer says what it takes. */
  private static DefaultErrorHandler errorHandler(Map<String, String> given) {
    long retries = Long.parseLong(given.getOrDefault("retries", "9"));
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            (record, failed) ->
                Lines.tell(
                    "processing-skipped",
                    "partition",
                    record.partition(),
                    "offset",
                    record.offset()),
            new FixedBackOff(0, retries));
    given.forEach(
        (name, value) -> {
          switch (name) {
            case "seekAfterError" -> handler.setSeekAfterError(Boolean.parseBoolean(value));
            case "commitRecovered" -> handler.setCommitRecovered(Boolean.parseBoolean(value));
            case "ackAfterHandle" -> handler.setAckAfterHandle(Boolean.parseBoolean(value));
            default -> {}
          }
        });
    return handler;
  }

  private static void stop(
      ConcurrentMessageListenerContainer<String, String> container, HeldPoll held) {
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
}
