package orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The next offset of each partition, in the database that has the results.
 *
 * <pre>
 * CREATE TABLE next_offsets (
 *   topic VARCHAR(249), part INT, next_offset BIGINT NOT NULL, PRIMARY KEY (topic, part))
 * </pre>
 */
public final class OffsetTable {
  private static final String SELECT =
      "SELECT next_offset FROM next_offsets WHERE topic = ? AND part = ?";
  private static final String INSERT =
      "INSERT INTO next_offsets (next_offset, topic, part) VALUES (?, ?, ?)";
  private static final String UPDATE =
      "UPDATE next_offsets SET next_offset = ? WHERE topic = ? AND part = ?";
  private static final String GUARDED = UPDATE + " AND next_offset = ?";

  private final Connection database;

  /** The connection has auto-commit off. */
  public OffsetTable(Connection database) {
    this.database = database;
  }

  /** Where each partition goes on, in a transaction of its own; one that is new begins at 0. */
  public Map<TopicPartition, Long> load(Collection<TopicPartition> partitions)
      throws SQLException {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Long known = read(partition);
      if (known == null) execute(INSERT, 0L, partition.topic(), partition.partition());
      offsets.put(partition, known == null ? 0L : known);
    }
    database.commit();
    return offsets;
  }

  /** Moves an offset within the transaction that is under way, if the table still expects it. */
  public void move(TopicPartition of, long expected, long next) throws SQLException {
    if (execute(GUARDED, next, of.topic(), of.partition(), expected) != 1) {
      throw new SQLException(of + " is no longer at " + expected + ": another process has it");
    }
  }

  /** Overwrites an offset within the transaction that is under way. */
  public void put(TopicPartition of, long next) throws SQLException {
    execute(UPDATE, next, of.topic(), of.partition());
  }

  /** Overwrites an offset, in a transaction of its own. */
  public void save(TopicPartition of, long next) throws SQLException {
    try {
      put(of, next);
      database.commit();
    } catch (SQLException e) {
      database.rollback();
      throw e;
    }
  }

  private Long read(TopicPartition partition) throws SQLException {
    try (PreparedStatement select = database.prepareStatement(SELECT)) {
      select.setString(1, partition.topic());
      select.setInt(2, partition.partition());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : null;
      }
    }
  }

  private int execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
      return statement.executeUpdate();
    }
  }
}
