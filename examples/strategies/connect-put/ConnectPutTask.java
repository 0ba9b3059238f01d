package orders;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Writes in put, which is called again with the same records where that fails. */
public final class ConnectPutTask extends SinkTask {
  private OrderSink sink;

  @Override
  public void start(Map<String, String> config) {
    sink = OrderSink.of(config);
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    try {
      for (SinkRecord record : records) sink.write(record);
    } catch (RuntimeException e) {
      throw new RetriableException(e);
    }
  }

  @Override
  public void stop() {}

  @Override
  public String version() {
    return "1";
  }
}
