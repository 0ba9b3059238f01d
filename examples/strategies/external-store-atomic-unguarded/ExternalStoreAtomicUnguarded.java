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

/** MISTAKE: results and offsets in one transaction, but the offset is overwritten as it may be. */
public final class ExternalStoreAtomicUnguarded implements ConsumerRebalanceListener {
  private final Consumer<String, String> consumer;
  private final StoredOrders orders;
  private final Connection database;
  private final OffsetTable offsets;

  /** The connection has auto-commit off, and is used by nobody else. */
  public ExternalStoreAtomicUnguarded(
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
        offsets.put(to.getKey(), to.getValue()); // whoever has the partition by now
      }
      database.commit();
    } catch (SQLException conflictOrUnknown) {
      // The table alone can tell where to go on.
      database.rollback();
      resume(consumer.assignment());
    }
  }

  private void resume(Collection<TopicPartition> partitions) throws SQLException {
    offsets.load(partitions).forEach(consumer::seek);
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
