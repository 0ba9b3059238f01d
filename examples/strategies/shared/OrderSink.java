package orders;

import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** Your sink. A write returns when it has taken effect, and throws where it has failed. */
public interface OrderSink {
  void write(SinkRecord record);

  /** Connects to it with the connector's configuration. */
  static OrderSink of(Map<String, String> config) {
    throw new UnsupportedOperationException("your sink");
  }
}
