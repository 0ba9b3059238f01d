package orders;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Your work for one record, written with this connection and not committed. */
@FunctionalInterface
public interface StoredOrders {
  void process(ConsumerRecord<String, String> record, Connection database) throws SQLException;
}
