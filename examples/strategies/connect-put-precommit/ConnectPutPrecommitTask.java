package orders;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Writes in put, and says in preCommit what it has written. */
public final class ConnectPutPrecommitTask extends SinkTask {
  private final Map<TopicPartition, OffsetAndMetadata> written = new HashMap<>();
  private OrderSink sink;

  @Override
  public void start(Map<String, String> config) {
    sink = OrderSink.of(config);
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    try {
      for (SinkRecord record : records) {
        sink.write(record);
        written.put(partitionOf(record), after(record));
      }
    } catch (RuntimeException e) {
      throw new RetriableException(e);
    }
  }

  /** What is committed, instead of the worker's word for it. */
  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> put) {
    Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>(written);
    safe.keySet().retainAll(put.keySet());
    return safe;
  }

  @Override
  public void close(Collection<TopicPartition> partitions) {
    written.keySet().removeAll(partitions);
  }

  private static TopicPartition partitionOf(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }

  private static OffsetAndMetadata after(SinkRecord record) {
    return new OffsetAndMetadata(record.originalKafkaOffset() + 1);
  }

  @Override
  public void stop() {}

  @Override
  public String version() {
    return "1";
  }
}
