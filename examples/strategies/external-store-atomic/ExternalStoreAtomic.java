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
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Results and offsets in one transaction of a database, guarded by the offset that it has now.
 *
 * <p>Only the guard stops a process that was paused until another had its partitions.
 */
public final class ExternalStoreAtomic implements ConsumerRebalanceListener {
  private final Consumer<String, String> consumer;
  private final StoredOrders orders;
  private final Connection database;
  private final OffsetTable offsets;
  private final Map<TopicPartition, Long> stored = new HashMap<>();

  /** The connection has auto-commit off, and is used by nobody else. */
  public ExternalStoreAtomic(
      Consumer<String, String> consumer, StoredOrders orders, Connection database) {
    this.consumer = consumer;
    this.orders = orders;
    this.database = database;
    this.offsets = new OffsetTable(database);
  }

  public void run() throws SQLException {
    consumer.subscribe(List.of("orders"), this);
    try {
      while (true) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
        if (!records.isEmpty()) store(records);
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }

  private void store(ConsumerRecords<String, String> records) throws SQLException {
    // What this throws ends the process, and its connection the transaction.
    for (ConsumerRecord<String, String> record : records) orders.process(record, database);
    try {
      for (Map.Entry<TopicPartition, Long> to : next(records).entrySet()) {
        offsets.move(to.getKey(), stored.get(to.getKey()), to.getValue());
      }
      database.commit();
      stored.putAll(next(records));
    } catch (SQLException conflictOrUnknown) {
      // The table alone can tell where to go on.
      database.rollback();
      resume(consumer.assignment());
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

  /** Per partition one past its last record. */
  private static Map<TopicPartition, Long> next(ConsumerRecords<?, ?> records) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (ConsumerRecord<?, ?> record : records) {
      next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
    return next;
  }
}
