package orders;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** The container commits all that a poll returned, before the next poll, without waiting. */
@Component
public class SpringBatchAsyncListener {
  private final Orders orders;

  public SpringBatchAsyncListener(Orders orders) {
    this.orders = orders;
  }

  /** What it throws is tried again: ten deliveries in all, then a log, unless you say otherwise. */
  @KafkaListener(topics = "orders")
  public void onMessage(ConsumerRecord<String, String> record) {
    orders.process(record);
  }
}
