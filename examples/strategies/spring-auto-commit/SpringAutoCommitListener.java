package orders;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** The client commits, in poll; the ack mode has no say. */
@Component
public class SpringAutoCommitListener {
  private final Orders orders;

  public SpringAutoCommitListener(Orders orders) {
    this.orders = orders;
  }

  /** What it throws is tried again: ten deliveries in all, then a log, unless you say otherwise. */
  @KafkaListener(topics = "orders")
  public void onMessage(ConsumerRecord<String, String> record) {
    orders.process(record);
  }
}
