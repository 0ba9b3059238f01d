package ackurate.retry;

import ackurate.Lines;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaRetryTopic;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.retrytopic.DltStrategy;
import org.springframework.kafka.retrytopic.RetryTopicConfiguration;
import org.springframework.kafka.retrytopic.RetryTopicConfigurationBuilder;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * An application with one listener: of several topics, or with retry topics and a listener of dead
 * letters.
 *
 * <p>Arguments are `name=value`: `bootstrap`, `topics`, `group`, `maxPollRecords`, `attempts` (0: no
 * retry topics), `delayMs`, `numPartitions`, `dltStrategy`, `fails` (how many deliveries of which
 * record fail) and `hold` (at which delivery its thread stands still).
 */
@Configuration
@EnableKafkaRetryTopic
public class Main {
  private static final Map<String, String> given = new HashMap<>();

  public static void main(String[] args) {
    for (String arg : args) {
      int equals = arg.indexOf('=');
      given.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
    given.forEach((name, value) -> System.setProperty("conformance." + name, value));
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.register(Main.class);
    if (number("attempts") > 0) {
      context.registerBean(RetryTopicConfiguration.class, () -> retryTopics(context));
    }
    context.refresh();
    Lines.tell("started-up");
    Runtime.getRuntime().addShutdownHook(new Thread(context::close));
  }

  private static RetryTopicConfiguration retryTopics(AnnotationConfigApplicationContext context) {
    return RetryTopicConfigurationBuilder.newInstance()
        .maxAttempts(number("attempts"))
        .fixedBackOff((long) number("delayMs"))
        .autoCreateTopics(true, number("numPartitions"), (short) 1)
        .dltHandlerMethod("work", "deadLetter")
        .dltProcessingFailureStrategy(DltStrategy.valueOf(given.get("dltStrategy")))
        .create(context.getBean(KafkaTemplate.class));
  }

  private static int number(String name) {
    return Integer.parseInt(given.get(name));
  }

  @Bean
  Work work() {
    return new Work(given);
  }

  @Bean
  KafkaAdmin admin() {
    return new KafkaAdmin(Map.of("bootstrap.servers", given.get("bootstrap")));
  }

  @Bean
  TaskScheduler scheduler() {
    return new ThreadPoolTaskScheduler();
  }

  @Bean
  KafkaTemplate<String, String> template() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, given.get("bootstrap"));
    return new KafkaTemplate<>(
        new DefaultKafkaProducerFactory<>(
            settings, new StringSerializer(), new StringSerializer()));
  }

  @Bean
  ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, given.get("bootstrap"));
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, number("maxPollRecords"));
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1000);
    ConcurrentKafkaListenerContainerFactory<String, String> factory =
        new ConcurrentKafkaListenerContainerFactory<>();
    factory.setConsumerFactory(
        new DefaultKafkaConsumerFactory<>(
            settings, new StringDeserializer(), new StringDeserializer()));
    return factory;
  }
}
