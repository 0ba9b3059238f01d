package org.apache.kafka.connect.runtime;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.runtime.errors.ErrorHandlingMetrics;
import org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator;
import org.apache.kafka.connect.runtime.errors.ToleranceType;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.storage.ClusterConfigState;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StatusBackingStore;
import org.apache.kafka.connect.util.ConnectorTaskId;

/** Three turns of a worker: a batch that fails, a rebalance that drops it, a commit that is due. */
public final class DroppedBatch {
  private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
  private static final long INTERVAL_MS = 60_000;

  private long now = 1_000_000;
  private int polls;
  private ConsumerRebalanceListener listener;
  private final Set<TopicPartition> assigned = new HashSet<>();

  /** Says in what order it is called, and cannot write. */
  private static final class Task extends SinkTask {
    @Override
    public String version() {
      return "1";
    }

    @Override
    public void start(Map<String, String> props) {}

    @Override
    public void stop() {}

    @Override
    public void put(Collection<SinkRecord> records) {
      System.out.println("put " + records.stream().map(SinkRecord::kafkaOffset).toList());
      if (records.isEmpty()) return;
      System.out.println("  throws RetriableException");
      throw new RetriableException("the sink is down");
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
      System.out.println("open " + partitions);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
      System.out.println("close " + partitions);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(
        Map<TopicPartition, OffsetAndMetadata> offsets) {
      System.out.println("preCommit " + text(offsets));
      return offsets;
    }
  }

  private static String text(Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<String, Long> text = new TreeMap<>();
    offsets.forEach((partition, offset) -> text.put(partition.toString(), offset.offset()));
    return text.toString();
  }

  private static ConsumerRecords<byte[], byte[]> threeRecords() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int offset = 0; offset < 3; offset++) {
      byte[] bytes = {1};
      records.add(
          new ConsumerRecord<>(
              PARTITION.topic(), PARTITION.partition(), offset, 5L, TimestampType.CREATE_TIME,
              1, 1, bytes, bytes, new RecordHeaders(), Optional.empty()));
    }
    return new ConsumerRecords<>(Map.of(PARTITION, records));
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    polls++;
    if (polls == 1) {
      assigned.add(PARTITION);
      listener.onPartitionsAssigned(List.of(PARTITION));
      return threeRecords();
    }
    if (polls == 2) {
      System.out.println("  rebalance: revoked, and assigned again at 0");
      listener.onPartitionsRevoked(List.of(PARTITION));
      listener.onPartitionsAssigned(List.of(PARTITION));
      now += INTERVAL_MS;
    }
    return ConsumerRecords.empty();
  }

  @SuppressWarnings("unchecked")
  private org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer() {
    org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer =
        mock(org.apache.kafka.clients.consumer.Consumer.class);
    Consumer<String> say = System.out::println;
    doAnswer(call -> listener = call.getArgument(1)).when(consumer)
        .subscribe(anyCollection(), any());
    when(consumer.assignment()).thenAnswer(call -> new HashSet<>(assigned));
    when(consumer.position(any())).thenReturn(0L);
    doAnswer(
        call -> {
          say.accept("commitAsync " + text(call.getArgument(0)));
          return null;
        })
        .when(consumer)
        .commitAsync(anyMap(), any());
    doAnswer(
        call -> {
          say.accept("pause " + call.getArgument(0));
          return null;
        })
        .when(consumer)
        .pause(any());
    doAnswer(
        call -> {
          say.accept("resume " + call.getArgument(0));
          return null;
        })
        .when(consumer)
        .resume(any());
    when(consumer.poll(any(Duration.class)))
        .thenAnswer(
            call -> {
              say.accept("poll " + call.getArgument(0));
              return poll();
            });
    return consumer;
  }

  private void run() {
    Time time = mock(Time.class);
    when(time.milliseconds()).thenAnswer(call -> now);
    String converter = ByteArrayConverter.class.getName();
    WorkerConfig config =
        new StandaloneConfig(
            Map.of(
                "key.converter", converter,
                "value.converter", converter,
                "offset.storage.file.filename", "unused",
                "bootstrap.servers", "localhost:9092"));
    ConnectMetrics metrics = new ConnectMetrics("worker", config, Time.SYSTEM, "cluster");
    ConnectorTaskId id = new ConnectorTaskId("job", 0);
    ErrorHandlingMetrics errors = new ErrorHandlingMetrics(id, metrics);
    RetryWithToleranceOperator<ConsumerRecord<byte[], byte[]>> operator =
        new RetryWithToleranceOperator<>(0, 0, ToleranceType.NONE, Time.SYSTEM, errors);
    ByteArrayConverter bytes = new ByteArrayConverter();
    bytes.configure(Map.of(), false);
    WorkerSinkTask worker =
        new WorkerSinkTask(
            id, new Task(), mock(TaskStatus.Listener.class), TargetState.STARTED, config,
            ClusterConfigState.EMPTY, metrics, bytes, bytes, errors, new SimpleHeaderConverter(),
            new TransformationChain<>(List.of(), operator), consumer(),
            DroppedBatch.class.getClassLoader(), time, operator, null,
            mock(StatusBackingStore.class), List::of);
    worker.initialize(
        new TaskConfig(Map.of("topics", "orders", "task.class", Task.class.getName())));
    worker.initializeAndStart();
    for (int turn = 1; turn <= 3; turn++) {
      System.out.println("= turn " + turn);
      worker.iteration();
    }
  }

  public static void main(String[] args) {
    new DroppedBatch().run();
    System.exit(0);
  }
}
