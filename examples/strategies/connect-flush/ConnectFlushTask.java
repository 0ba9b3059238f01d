package orders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Keeps what it is put, and writes it when it is asked to flush: before each commit. */
public final class ConnectFlushTask extends SinkTask {
  private final List<SinkRecord> kept = new ArrayList<>();
  private OrderSink sink;

  @Override
  public void start(Map<String, String> config) {
    sink = OrderSink.of(config);
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    kept.addAll(records);
  }

  /** What it throws keeps the worker from committing: all since the last commit is put again. */
  @Override
  public void flush(Map<TopicPartition, OffsetAndMetadata> offsets) {
    List<SinkRecord> due = new ArrayList<>(kept);
    due.removeIf(record -> !offsets.containsKey(partitionOf(record)));
    kept.removeIf(record -> offsets.containsKey(partitionOf(record)));
    for (SinkRecord record : due) sink.write(record);
  }

  @Override
  public void close(Collection<TopicPartition> partitions) {
    kept.removeIf(record -> partitions.contains(partitionOf(record)));
  }

  private static TopicPartition partitionOf(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }

  @Override
  public void stop() {}

  @Override
  public String version() {
    return "1";
  }
}
