package orders;

import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.stereotype.Component;

/** Partitions begin where the table of offsets says; nothing is acknowledged. */
@Component
public class SpringExternalStoreSeekListener implements ConsumerSeekAware {
  private final Orders orders;
  private final OffsetTable offsets;

  public SpringExternalStoreSeekListener(Orders orders, OffsetTable offsets) {
    this.orders = orders;
    this.offsets = offsets;
  }

  @KafkaListener(topics = "orders")
  public void onMessage(ConsumerRecord<String, String> record) {
    orders.process(record);
  }

  @Override
  public void onPartitionsAssigned(
      Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
    if (assignments.isEmpty()) return;
    try {
      offsets
          .load(assignments.keySet())
          .forEach((to, offset) -> callback.seek(to.topic(), to.partition(), offset));
    } catch (SQLException e) {
      throw new IllegalStateException("no offsets for " + assignments.keySet(), e);
    }
  }
}
