package orders;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** The result, then the offset in a table of a database: a crash between them repeats a record. */
public final class ExternalStoreResultFirst implements ConsumerRebalanceListener {
  private final Consumer<String, String> consumer;
  private final Orders orders;
  private final OffsetTable offsets;

  public ExternalStoreResultFirst(
      Consumer<String, String> consumer, Orders orders, OffsetTable offsets) {
    this.consumer = consumer;
    this.orders = orders;
    this.offsets = offsets;
  }

  /** An SQLException ends the process; the next one starts from the table. */
  public void run() throws SQLException {
    consumer.subscribe(List.of("orders"), this);
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          orders.process(record);
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          offsets.save(partition, record.offset() + 1);
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    try {
      offsets.load(partitions).forEach(consumer::seek);
    } catch (SQLException e) {
      throw new IllegalStateException("no offsets for " + partitions, e);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
}
