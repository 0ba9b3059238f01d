package ackurate.spring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;

/** A consumer whose polls, seeks, commits and rebalances are printed; it behaves as the real one. */
final class Observed {
  private final Consumer<byte[], byte[]> real;
  private final Script script;
  private int polls;

  private Observed(Consumer<byte[], byte[]> real, Script script) {
    this.real = real;
    this.script = script;
  }

  @SuppressWarnings("unchecked")
  static Consumer<byte[], byte[]> observe(Consumer<byte[], byte[]> real, Script script) {
    Observed observed = new Observed(real, script);
    Class<?>[] types = {Consumer.class};
    ClassLoader loader = Observed.class.getClassLoader();
    return (Consumer<byte[], byte[]>)
        Proxy.newProxyInstance(loader, types, (proxy, method, args) -> observed.call(method, args));
  }

  private Object call(Method method, Object[] args) throws Throwable {
    switch (method.getName()) {
      case "poll":
        return polled(method, args);
      case "seek":
        return sought(method, args);
      case "commitSync":
        return commitSync(method, args);
      case "commitAsync":
        return commitAsync(method, args);
      case "subscribe":
        return subscribe(method, args);
      default:
        return through(method, args);
    }
  }

  private Object through(Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(real, args);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  /** Prints what a poll returned, and holds its return where the script says so. */
  private Object polled(Method method, Object[] args) throws Throwable {
    ConsumerRecords<?, ?> records = (ConsumerRecords<?, ?>) through(method, args);
    for (TopicPartition partition : records.partitions()) {
      List<Long> offsets =
          records.records(partition).stream().map(ConsumerRecord::offset).toList();
      if (!offsets.isEmpty()) Printer.printPolled(partition.partition(), offsets);
    }
    if (!records.isEmpty() && ++polls == script.heldPoll) {
      Printer.print("poll-held");
      script.await("go");
    }
    return records;
  }

  private Object sought(Method method, Object[] args) throws Throwable {
    TopicPartition partition = (TopicPartition) args[0];
    long offset =
        args[1] instanceof OffsetAndMetadata given ? given.offset() : (Long) args[1];
    Printer.print("sought", partition.partition(), offset);
    return through(method, args);
  }

  private Object commitSync(Method method, Object[] args) throws Throwable {
    Map<TopicPartition, OffsetAndMetadata> offsets = offsetsOf(args);
    printAll("commit-requested", "sync", offsets, null);
    try {
      Object result = through(method, args);
      printAll("commit-acknowledged", "sync", offsets, null);
      return result;
    } catch (Exception failed) {
      printAll("commit-failed", "sync", offsets, failed.getClass().getSimpleName());
      throw failed;
    }
  }

  private Object commitAsync(Method method, Object[] args) throws Throwable {
    Map<TopicPartition, OffsetAndMetadata> offsets = offsetsOf(args);
    printAll("commit-requested", "async", offsets, null);
    OffsetCommitCallback wanted = (OffsetCommitCallback) args[1];
    OffsetCommitCallback observing =
        (committed, failed) -> {
          if (failed == null) printAll("commit-acknowledged", "async", committed, null);
          else printAll("commit-failed", "async", committed, failed.getClass().getSimpleName());
          if (wanted != null) wanted.onComplete(committed, failed);
        };
    return through(method, new Object[] {args[0], observing});
  }

  /** The container names the offsets of each commit. */
  @SuppressWarnings("unchecked")
  private static Map<TopicPartition, OffsetAndMetadata> offsetsOf(Object[] args) {
    return new HashMap<>((Map<TopicPartition, OffsetAndMetadata>) args[0]);
  }

  static void printAll(
      String kind, String source, Map<TopicPartition, OffsetAndMetadata> offsets, String error) {
    offsets.entrySet().stream()
        .sorted(Map.Entry.comparingByKey((a, b) -> a.partition() - b.partition()))
        .forEach(
            (entry) ->
                Printer.printCommit(
                    kind, source, entry.getKey().partition(), entry.getValue().offset(), error));
  }

  private Object subscribe(Method method, Object[] args) throws Throwable {
    if (args.length < 2) return through(method, args);
    return through(method, new Object[] {args[0], observing((ConsumerRebalanceListener) args[1])});
  }

  /** Revoked and lost are printed when the listener has returned, assigned before it is called. */
  private static ConsumerRebalanceListener observing(ConsumerRebalanceListener listener) {
    return new ConsumerRebalanceListener() {
      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        printPartitions("assigned", partitions);
        listener.onPartitionsAssigned(partitions);
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        listener.onPartitionsRevoked(partitions);
        printPartitions("revoked", partitions);
      }

      @Override
      public void onPartitionsLost(Collection<TopicPartition> partitions) {
        listener.onPartitionsLost(partitions);
        printPartitions("lost", partitions);
      }
    };
  }

  private static void printPartitions(String kind, Collection<TopicPartition> partitions) {
    partitions.stream()
        .mapToInt(TopicPartition::partition)
        .sorted()
        .forEach((partition) -> Printer.print(kind, partition));
  }
}
