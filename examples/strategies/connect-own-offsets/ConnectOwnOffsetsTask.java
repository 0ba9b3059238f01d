package orders;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Results and offsets in one transaction of the sink; the group is told nothing. */
public final class ConnectOwnOffsetsTask extends SinkTask {
  private static final Logger log = LoggerFactory.getLogger(ConnectOwnOffsetsTask.class);

  private final Map<TopicPartition, Long> stored = new HashMap<>();
  private DataSource sink;

  @Override
  public void start(Map<String, String> config) {
    sink = OrderRows.sourceOf(config);
  }

  @Override
  public void open(Collection<TopicPartition> partitions) {
    resume(partitions);
  }

  /** The offset that is expected is what stops a task that goes on after its partitions went. */
  @Override
  public void put(Collection<SinkRecord> records) {
    if (records.isEmpty()) return;
    try (Connection database = sink.getConnection()) {
      database.setAutoCommit(false);
      write(database, records);
      Map<TopicPartition, Long> next = next(records);
      move(database, next);
      stored.putAll(next);
    } catch (SQLException conflictOrUnknown) {
      log.warn("the sink alone can tell where to go on", conflictOrUnknown);
      resume(context.assignment());
    }
  }

  /** Where that fails, the worker puts the same records again. */
  private void write(Connection database, Collection<SinkRecord> records) throws SQLException {
    try {
      for (SinkRecord record : records) OrderRows.insert(database, record);
    } catch (SQLException | RuntimeException e) {
      database.rollback();
      throw new RetriableException(e);
    }
  }

  private void move(Connection database, Map<TopicPartition, Long> next) throws SQLException {
    OffsetTable offsets = new OffsetTable(database);
    try {
      for (TopicPartition of : next.keySet()) offsets.move(of, stored.get(of), next.get(of));
      database.commit();
    } catch (SQLException e) {
      database.rollback();
      throw e;
    }
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> put) {
    return Map.of();
  }

  /** Asks until the sink answers: to go on unasked repeats. */
  private void resume(Collection<TopicPartition> partitions) {
    while (true) {
      try (Connection database = sink.getConnection()) {
        database.setAutoCommit(false);
        Map<TopicPartition, Long> loaded = new OffsetTable(database).load(partitions);
        stored.putAll(loaded);
        context.offset(loaded);
        return;
      } catch (SQLException e) {
        log.warn("no offsets for {}: asking again", partitions, e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetriableException(e);
    }
  }

  /** Per partition one past its last record. */
  private static Map<TopicPartition, Long> next(Collection<SinkRecord> records) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (SinkRecord record : records) {
      TopicPartition of =
          new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
      next.put(of, record.originalKafkaOffset() + 1);
    }
    return next;
  }

  @Override
  public void stop() {}

  @Override
  public String version() {
    return "1";
  }
}
