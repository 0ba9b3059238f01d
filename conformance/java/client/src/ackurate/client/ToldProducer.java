package ackurate.client;

import ackurate.Lines;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** A transactional producer: it writes to the script's topic and tells which offsets it sends. */
final class ToldProducer {
  private ToldProducer() {}

  @SuppressWarnings("unchecked")
  static Producer<String, String> of(Client client) {
    Producer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                client.bootstrap,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                client.transactionalId),
            new StringSerializer(),
            new StringSerializer());
    return (Producer<String, String>)
        Proxy.newProxyInstance(
            ToldProducer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, args) -> {
              if (method.getName().equals("send")) {
                ProducerRecord<String, String> record = (ProducerRecord<String, String>) args[0];
                args[0] = new ProducerRecord<>(client.topic + "-results", record.value());
              }
              boolean sendsOffsets = method.getName().equals("sendOffsetsToTransaction");
              return sendsOffsets ? told(producer, method, args) : pass(producer, method, args);
            });
  }

  private static Object pass(Object producer, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(producer, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @SuppressWarnings("unchecked")
  private static Object told(Object producer, Method method, Object[] args) throws Throwable {
    Map<TopicPartition, OffsetAndMetadata> next = (Map<TopicPartition, OffsetAndMetadata>) args[0];
    tell("commit-requested", next, null);
    try {
      return pass(producer, method, args);
    } catch (RuntimeException e) {
      tell("commit-failed", next, e);
      throw e;
    }
  }

  private static void tell(
      String kind, Map<TopicPartition, OffsetAndMetadata> next, Exception error) {
    next.forEach(
        (partition, to) -> {
          int number = partition.partition();
          long offset = to.offset();
          if (error == null) {
            Lines.tell(kind, "source", "transaction", "partition", number, "offset", offset);
            return;
          }
          String name = error.getClass().getSimpleName();
          Lines.tell(
              kind, "source", "transaction", "partition", number, "offset", offset, "error", name);
        });
  }
}
