package ackurate.spring;

import ackurate.ToldOffsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultAfterRollbackProcessor;
import org.springframework.kafka.transaction.KafkaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.util.backoff.FixedBackOff;

/** What sends, and the transactions that `transaction` puts round a listener. */
final class Producers {
  private Producers() {}

  /** Sends without a transaction: for dead letters. */
  static KafkaTemplate<String, String> template(Map<String, String> given) {
    return new KafkaTemplate<>(factory(given));
  }

  static void addTransactions(ContainerProperties properties, Map<String, String> given) {
    String kind = given.get("transaction");
    if (kind == null) return;
    if (kind.equals("kafka")) {
      DefaultKafkaProducerFactory<String, String> factory = factory(given);
      factory.setTransactionIdPrefix(given.get("group.id") + given.get("client.id") + "-");
      factory.addPostProcessor(ToldOffsets::over);
      properties.setKafkaAwareTransactionManager(new KafkaTransactionManager<>(factory));
    } else {
      setDatabase(properties);
    }
  }

  /** A database is any transaction manager that is not Kafka's: deprecated is the setter's use. */
  @SuppressWarnings("removal")
  private static void setDatabase(ContainerProperties properties) {
    PlatformTransactionManager database = new Database();
    properties.setTransactionManager(database);
  }

  static void addAfterRollback(
      ConcurrentMessageListenerContainer<String, String> container, Map<String, String> given) {
    if (!given.containsKey("transaction")) return;
    container.setAfterRollbackProcessor(
        new DefaultAfterRollbackProcessor<>(
            (ConsumerRecord<?, ?> record, Exception failed) -> Handlers.skipped(record, failed),
            new FixedBackOff(0, 9)));
  }

  private static DefaultKafkaProducerFactory<String, String> factory(Map<String, String> given) {
    Map<String, Object> settings =
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, given.get("bootstrap.servers"));
    return new DefaultKafkaProducerFactory<>(
        settings, new StringSerializer(), new StringSerializer());
  }

  /** It keeps nothing: that its transactions go well is all that a container asks of it. */
  private static final class Database extends AbstractPlatformTransactionManager {
    private static final long serialVersionUID = 1;

    @Override
    protected Object doGetTransaction() {
      return this;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {}

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}
  }
}
