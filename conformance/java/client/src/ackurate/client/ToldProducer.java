package ackurate.client;

import ackurate.ToldOffsets;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A transactional producer: it writes to the script's topic and tells which offsets it sends. */
final class ToldProducer {
  private ToldProducer() {}

  @SuppressWarnings("unchecked")
  static Producer<String, String> of(Client client) {
    Producer<String, String> producer =
        ToldOffsets.over(
            new KafkaProducer<>(
                Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    client.bootstrap,
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    client.transactionalId),
                new StringSerializer(),
                new StringSerializer()));
    return (Producer<String, String>)
        Proxy.newProxyInstance(
            ToldProducer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, args) -> {
              if (method.getName().equals("send")) {
                ProducerRecord<String, String> record = (ProducerRecord<String, String>) args[0];
                args[0] = new ProducerRecord<>(client.topic + "-results", record.value());
              }
              try {
                return method.invoke(producer, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
