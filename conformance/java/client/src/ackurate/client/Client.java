package ackurate.client;

import ackurate.LockStep;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

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

  public void subscribe() {
    consumer.subscribe(List.of(topic));
  }

  public void subscribe(ConsumerRebalanceListener listener) {
    consumer.subscribe(List.of(topic), listener);
  }

  public ConsumerRecords<String, String> poll() {
    return consumer.poll(pollTimeout);
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
