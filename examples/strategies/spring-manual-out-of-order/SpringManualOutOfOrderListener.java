package orders;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/** MISTAKE: an acknowledgment commits what is before it, too, done or not. */
@Component
public class SpringManualOutOfOrderListener {
  private static final Logger log = LoggerFactory.getLogger(SpringManualOutOfOrderListener.class);

  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Orders orders;

  public SpringManualOutOfOrderListener(Orders orders) {
    this.orders = orders;
  }

  @KafkaListener(topics = "orders")
  public void onMessage(ConsumerRecord<String, String> record, Acknowledgment acknowledgment) {
    workers.execute(() -> work(record, acknowledgment)); // without async-acks: true
  }

  private void work(ConsumerRecord<String, String> record, Acknowledgment acknowledgment) {
    try {
      orders.process(record);
    } catch (RuntimeException e) {
      log.error("cannot process {}", record, e);
      return;
    }
    acknowledgment.acknowledge();
  }
}
