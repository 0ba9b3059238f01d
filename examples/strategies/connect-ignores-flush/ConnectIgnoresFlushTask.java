package orders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** MISTAKE: what is only kept counts as put, and is committed. */
public final class ConnectIgnoresFlushTask extends SinkTask {
  private static final int BULK_SIZE = 5;

  private final List<SinkRecord> kept = new ArrayList<>();
  private OrderSink sink;

  @Override
  public void start(Map<String, String> config) {
    sink = OrderSink.of(config);
  }

  /** There is no flush. */
  @Override
  public void put(Collection<SinkRecord> records) {
    kept.addAll(records);
    while (kept.size() >= BULK_SIZE) {
      List<SinkRecord> bulk = kept.subList(0, BULK_SIZE);
      for (SinkRecord record : bulk) sink.write(record);
      bulk.clear();
    }
  }

  @Override
  public void stop() {}

  @Override
  public String version() {
    return "1";
  }
}
