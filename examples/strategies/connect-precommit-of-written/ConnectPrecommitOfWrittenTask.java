package orders;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands records to a thread, and says in preCommit what that has written. */
public final class ConnectPrecommitOfWrittenTask extends SinkTask {
  private static final Logger log = LoggerFactory.getLogger(ConnectPrecommitOfWrittenTask.class);

  private final Queue<SinkRecord> queue = new ArrayDeque<>();
  private final Map<TopicPartition, OffsetAndMetadata> written = new HashMap<>();
  private boolean stopped = false;
  private OrderSink sink;

  @Override
  public void start(Map<String, String> config) {
    sink = OrderSink.of(config);
    new Thread(this::writeAll, "orders-writer").start();
  }

  @Override
  public synchronized void put(Collection<SinkRecord> records) {
    queue.addAll(records);
    notifyAll();
  }

  /** What is committed, instead of the worker's word for it. */
  @Override
  public synchronized Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> put) {
    Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>(written);
    safe.keySet().retainAll(put.keySet());
    return safe;
  }

  /** What waits is read again by whoever is assigned its partition next. */
  @Override
  public synchronized void close(Collection<TopicPartition> partitions) {
    queue.removeIf(record -> partitions.contains(partitionOf(record)));
    written.keySet().removeAll(partitions);
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  private void writeAll() {
    try {
      for (SinkRecord record = next(); record != null; record = next()) {
        try {
          sink.write(record);
          done(record);
        } catch (RuntimeException e) {
          log.warn("cannot write {}: trying again", record, e);
          Thread.sleep(1000);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized SinkRecord next() throws InterruptedException {
    while (!stopped && queue.isEmpty()) wait();
    return stopped ? null : queue.peek();
  }

  /** If its partition was closed meanwhile, the record is another one's. */
  private synchronized void done(SinkRecord record) {
    if (queue.peek() != record) return;
    queue.remove();
    written.put(partitionOf(record), after(record));
  }

  private static TopicPartition partitionOf(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }

  private static OffsetAndMetadata after(SinkRecord record) {
    return new OffsetAndMetadata(record.originalKafkaOffset() + 1);
  }

  @Override
  public String version() {
    return "1";
  }
}
