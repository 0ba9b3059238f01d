package ackurate.client;

import ackurate.LockStep;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a strategy works with. */
public final class Client {
  /** So long that no poll of a script returns without records because its time is up. */
  static final Duration pollTimeout = Duration.ofSeconds(30);

  public final Consumer<String, String> consumer;
  public final String bootstrap;
  public final String topic;
  public final String transactionalId;
  private volatile boolean stopping = false;

  Client(Consumer<String, String> consumer, String bootstrap, String topic, String id) {
    this.consumer = consumer;
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.transactionalId = id;
  }

  /** The user's work. */
  public void process(ConsumerRecord<String, String> record) {
    LockStep.process(record);
  }

  public boolean isStopping() {
    return stopping;
  }

  void stop() {
    stopping = true;
    consumer.wakeup();
  }
}
