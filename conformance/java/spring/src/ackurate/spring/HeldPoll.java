package ackurate.spring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Holds the return of one poll until the container has been asked to stop: between what the client
 * returns and what the container does next there is no other place to stop it at.
 */
final class HeldPoll {
  private final int number;
  private final CountDownLatch asked = new CountDownLatch(1);
  private int polls = 0;

  /** `number`: counted from one among those that returned records; 0: none. */
  HeldPoll(int number) {
    this.number = number;
  }

  void release() {
    asked.countDown();
  }

  @SuppressWarnings("unchecked")
  <K, V> Consumer<K, V> over(Consumer<K, V> consumer) {
    if (number == 0) return consumer;
    return (Consumer<K, V>)
        Proxy.newProxyInstance(
            HeldPoll.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            (proxy, method, args) -> {
              try {
                Object result = method.invoke(consumer, args);
                if (result instanceof ConsumerRecords<?, ?> records) hold(records);
                return result;
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private void hold(ConsumerRecords<?, ?> records) throws InterruptedException {
    if (!records.isEmpty() && ++polls == number) asked.await();
  }
}
