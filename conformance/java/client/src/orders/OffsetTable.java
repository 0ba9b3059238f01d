package orders;

import ackurate.Store;
import ackurate.Store.StoreConflictException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * In the place of the table of a database: the script's store. It stands for the connection, too,
 * of which the loops only commit and roll back.
 */
public final class OffsetTable {
  /** What the transaction under way moves, and from where. */
  private static final Map<TopicPartition, Long> next = new HashMap<>();

  private static final Map<TopicPartition, Long> expected = new HashMap<>();

  public OffsetTable(Connection database) {}

  /** The connection to that store. */
  public static Connection database() {
    return (Connection)
        Proxy.newProxyInstance(
            OffsetTable.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) -> {
              if (method.getName().equals("commit")) commit();
              else if (method.getName().equals("rollback")) forget();
              else throw new UnsupportedOperationException(method.getName());
              return null;
            });
  }

  public Map<TopicPartition, Long> load(Collection<TopicPartition> partitions)
      throws SQLException {
    return Store.load(partitions);
  }

  public void move(TopicPartition of, long from, long to) throws SQLException {
    next.put(of, to);
    expected.put(of, from);
  }

  public void save(TopicPartition of, long to) throws SQLException {
    Store.save(Map.of(of, to));
  }

  private static void commit() throws SQLException {
    try {
      Store.save(next, expected);
    } catch (StoreConflictException e) {
      throw new SQLException(e);
    } finally {
      forget();
    }
  }

  private static void forget() {
    next.clear();
    expected.clear();
  }
}
