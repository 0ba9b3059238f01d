package ackurate.spring;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * One member of a group: a ConcurrentMessageListenerContainer in lock-step with a script.
 *
 * <p>Arguments are `name=value`: `topic`, `listener`, `held-poll`, the container's properties by
 * their own names (`ackMode`, `syncCommits`, ...), and the client's, which have dots in theirs.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Map<String, String> given = new TreeMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      given.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    Script script = new Script(Integer.parseInt(given.getOrDefault("held-poll", "0")));
    ConcurrentMessageListenerContainer<byte[], byte[]> container = container(given, script);
    Printer.print("started");
    container.start();
    script.readUntilEnd(() -> stop(container));
  }

  private static ConcurrentMessageListenerContainer<byte[], byte[]> container(
      Map<String, String> given, Script script) {
    DefaultKafkaConsumerFactory<byte[], byte[]> factory =
        new DefaultKafkaConsumerFactory<>(
            clientSettings(given), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    factory.addPostProcessor((consumer) -> Observed.observe(consumer, script));
    ContainerProperties properties = new ContainerProperties(given.get("topic"));
    properties.setMessageListener(new Listeners(script).named(given.get("listener")));
    configure(properties, given);
    ConcurrentMessageListenerContainer<byte[], byte[]> container =
        new ConcurrentMessageListenerContainer<>(factory, properties);
    container.setBeanName("conformance");
    container.setCommonErrorHandler(errorHandler(given));
    return container;
  }

  /** Strings are what Kafka reads numbers and booleans from. */
  private static Map<String, Object> clientSettings(Map<String, String> given) {
    Map<String, Object> settings = new HashMap<>();
    given.forEach((name, value) -> { if (name.contains(".")) settings.put(name, value); });
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
            case "stopImmediate" -> properties.setStopImmediate(Boolean.parseBoolean(value));
            default -> { }
          }
        });
  }

  /** The default one, with its default back-off; its recoverer says what it takes. */
  private static DefaultErrorHandler errorHandler(Map<String, String> given) {
    long retries = Long.parseLong(given.getOrDefault("retries", "9"));
    DefaultErrorHandler handler =
        new DefaultErrorHandler(
            (record, failed) ->
                Printer.print("processing-skipped", record.partition(), record.offset()),
            new FixedBackOff(0, retries));
    handler.setSeekAfterError(Boolean.parseBoolean(given.getOrDefault("seekAfterError", "true")));
    handler.setCommitRecovered(
        Boolean.parseBoolean(given.getOrDefault("commitRecovered", "false")));
    handler.setAckAfterHandle(Boolean.parseBoolean(given.getOrDefault("ackAfterHandle", "true")));
    return handler;
  }

  /** Returns when the container knows of it; the process ends when its thread has ended. */
  private static void stop(ConcurrentMessageListenerContainer<byte[], byte[]> container) {
    Printer.print("asked-to-stop");
    container.stop(
        () -> {
          Printer.print("stopped");
          Runtime.getRuntime().halt(0);
        });
    Printer.print("stop-known");
  }

  /** Auto-commits are seen by their answers. */
  public static final class AutoCommits implements ConsumerInterceptor<byte[], byte[]> {
    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
      Observed.printAll("commit-acknowledged", "auto", offsets, null);
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
  }
}
