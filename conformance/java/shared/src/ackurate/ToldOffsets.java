package ackurate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** A transactional producer that tells which offsets are sent to its transactions. */
public final class ToldOffsets {
  private ToldOffsets() {}

  /** The producer, observed. */
  @SuppressWarnings("unchecked")
  public static <K, V> Producer<K, V> over(Producer<K, V> producer) {
    return (Producer<K, V>)
        Proxy.newProxyInstance(
            ToldOffsets.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, method, args) -> {
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
