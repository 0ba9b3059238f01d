package orders;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** MISTAKE: what is committed was put, and may still wait for the writer. */
public final class ConnectPrecommitOfPutTask extends SinkTask {
  private final ExecutorService writer = Executors.newSingleThreadExecutor();
  private OrderSink sink;

  @Override
  public void start(Map<String, String> config) {
    sink = OrderSink.of(config);
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    for (SinkRecord record : records) writer.execute(() -> sink.write(record));
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> put) {
    return put;
  }

  @Override
  public void stop() {}

  @Override
  public String version() {
    return "1";
  }
}
