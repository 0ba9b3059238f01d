package orders;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.connect.sink.SinkRecord;

/** Your sink, a database. */
public final class OrderRows {
  private OrderRows() {}

  /** Writes the record with this connection, and does not commit. */
  public static void insert(Connection database, SinkRecord record) throws SQLException {
    throw new UnsupportedOperationException("your work");
  }

  /** Connects to it with the connector's configuration. */
  public static DataSource sourceOf(Map<String, String> config) {
    throw new UnsupportedOperationException("your database");
  }
}
