package orders;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Commits each record in acknowledge(), without waiting. */
@Component
public class SpringManualImmediateAsyncListener {
  private final Orders orders;

  public SpringManualImmediateAsyncListener(Orders orders) {
    this.orders = orders;
  }

  /** What it throws is tried again: ten deliveries in all, then a log, unless you say otherwise. */
  @KafkaListener(topics = "orders")
  public void onMessage(ConsumerRecord<String, String> record, Acknowledgment acknowledgment) {
    orders.process(record);
    acknowledgment.acknowledge();
  }
}
