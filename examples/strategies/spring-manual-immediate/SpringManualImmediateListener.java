package orders;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** Commits each record in acknowledge(). */
@Component
public class SpringManualImmediateListener {
  private final Orders orders;

  public SpringManualImmediateListener(Orders orders) {
    this.orders = orders;
  }

  /** What it throws is tried again: ten deliveries in all, then a log, unless you say otherwise. */
  @KafkaListener(topics = "orders")
  public void onMessage(ConsumerRecord<String, String> record, Acknowledgment acknowledgment) {
    orders.process(record);
    acknowledgment.acknowledge();
  }
}
