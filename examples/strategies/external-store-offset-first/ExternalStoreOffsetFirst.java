package orders;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** The offset in a table of a database, then the result: at most once. */
public final class ExternalStoreOffsetFirst implements ConsumerRebalanceListener {
  private final Consumer<String, String> consumer;
  private final Orders orders;
  private final Connection database;
  private final OffsetTable offsets;
  private final Map<TopicPartition, Long> stored = new HashMap<>();

  /** The connection has auto-commit off, and is used by nobody else. */
  public ExternalStoreOffsetFirst(
      Consumer<String, String> consumer, Orders orders, Connection database) {
    this.consumer = consumer;
    this.orders = orders;
    this.database = database;
    this.offsets = new OffsetTable(database);
  }

  public void run() throws SQLException {
    consumer.subscribe(List.of("orders"), this);
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          if (!moveOver(record)) break;
          orders.process(record);
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }

  /** Whether this process moved the offset over the record: nobody else works on it then. */
  private boolean moveOver(ConsumerRecord<String, String> record) throws SQLException {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    try {
      offsets.move(partition, stored.get(partition), record.offset() + 1);
      database.commit();
      stored.put(partition, record.offset() + 1);
      return true;
    } catch (SQLException conflictOrUnknown) {
      database.rollback();
      resume(consumer.assignment());
      return false;
    }
  }

  private void resume(Collection<TopicPartition> partitions) throws SQLException {
    Map<TopicPartition, Long> loaded = offsets.load(partitions);
    loaded.forEach(consumer::seek);
    stored.putAll(loaded);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    try {
      resume(partitions);
    } catch (SQLException e) {
      throw new IllegalStateException("no offsets for " + partitions, e);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
}
