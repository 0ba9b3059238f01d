package ackurate;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer that tells what it does: polls, commits and what became of them, seeks, and what it is
 * assigned. All else it passes on, so that it works with every version of the interface.
 *
 * <p>Commits without offsets are passed on with those that the client itself would take a moment
 * later: it alone knows which partitions have a position. A rebalance listener and a callback of ours stand in front of the
 * user's own, also where there is none. What is revoked or lost is told when the user's listener is
 * through with it, what is assigned before: that is when a consumer's assignment changes.
 */
public final class Observed {
  private final Consumer<?, ?> consumer;

  /** How many commits were asked for: what is told of one carries its number. */
  private int commits = 0;

  private Observed(Consumer<?, ?> consumer) {
    this.consumer = consumer;
  }

  /** The consumer, observed. */
  @SuppressWarnings("unchecked")
  public static <K, V> Consumer<K, V> of(Consumer<K, V> consumer) {
    Observed observed = new Observed(consumer);
    return (Consumer<K, V>)
        Proxy.newProxyInstance(
            Observed.class.getClassLoader(),
            new Class<?>[] {Consumer.class},
            (proxy, method, args) -> observed.invoke(method, args == null ? new Object[0] : args));
  }

  private Object invoke(Method method, Object[] args) throws Throwable {
    switch (method.getName()) {
      case "poll":
        return poll(method, args);
      case "subscribe":
        return subscribe(method, args);
      case "commitSync":
        return commitSync(args);
      case "commitAsync":
        return commitAsync(args);
      case "seek":
        return seek(method, args);
      default:
        return pass(method, args);
    }
  }

  private Object pass(Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(consumer, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object poll(Method method, Object[] args) throws Throwable {
    Lines.tell("polling");
    ConsumerRecords<?, ?> records;
    try {
      records = (ConsumerRecords<?, ?>) pass(method, args);
    } finally {
      Lines.tell("polling-ended");
    }
    for (TopicPartition partition : records.partitions()) {
      List<Long> offsets = new ArrayList<>();
      for (ConsumerRecord<?, ?> record : records.records(partition)) offsets.add(record.offset());
      Lines.tell("polled", "partition", partition.partition(), "offsets", offsets);
    }
    return records;
  }

  private Object subscribe(Method method, Object[] args) throws Throwable {
    if (!(args[0] instanceof Collection<?> topics)) {
      throw new UnsupportedOperationException("only lists of topics are observed");
    }
    ConsumerRebalanceListener own = args.length > 1 ? (ConsumerRebalanceListener) args[1] : null;
    Method full =
        Consumer.class.getMethod("subscribe", Collection.class, ConsumerRebalanceListener.class);
    return pass(full, new Object[] {topics, new ToldListener(own)});
  }

  private Object commitSync(Object[] args) {
    Map<TopicPartition, OffsetAndMetadata> offsets = offsetsOf(args);
    int commit = ++commits;
    tell("commit-requested", "sync", commit, offsets, null);
    try {
      if (args.length > 0 && args[args.length - 1] instanceof Duration timeout) {
        consumer.commitSync(offsets, timeout);
      } else {
        consumer.commitSync(offsets);
      }
      tell("commit-acknowledged", "sync", commit, offsets, null);
      return null;
    } catch (RuntimeException error) {
      tell("commit-failed", "sync", commit, offsets, error);
      throw error;
    }
  }

  private Object commitAsync(Object[] args) {
    Map<TopicPartition, OffsetAndMetadata> offsets = offsetsOf(args);
    int commit = ++commits;
    tell("commit-requested", "async", commit, offsets, null);
    Object last = args.length == 0 ? null : args[args.length - 1];
    OffsetCommitCallback own = last instanceof OffsetCommitCallback callback ? callback : null;
    OffsetCommitCallback told =
        (committed, error) -> {
          String kind = error == null ? "commit-acknowledged" : "commit-failed";
          tell(kind, "async", commit, committed, error);
          if (own != null) own.onComplete(committed, error);
        };
    consumer.commitAsync(offsets, told);
    return null;
  }

  private Object seek(Method method, Object[] args) throws Throwable {
    Object result = pass(method, args);
    long offset = args[1] instanceof OffsetAndMetadata to ? to.offset() : (Long) args[1];
    Lines.tell("sought", "partition", ((TopicPartition) args[0]).partition(), "offset", offset);
    return result;
  }

  @SuppressWarnings("unchecked")
  private Map<TopicPartition, OffsetAndMetadata> offsetsOf(Object[] args) {
    boolean given = args.length > 0 && args[0] instanceof Map;
    return given ? (Map<TopicPartition, OffsetAndMetadata>) args[0] : allConsumed(consumer);
  }

  private static void tell(
      String kind,
      String source,
      int commit,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      Throwable error) {
    offsets.forEach(
        (partition, to) -> {
          List<Object> fields = new ArrayList<>(List.of("source", source, "commit", commit));
          fields.addAll(List.of("partition", partition.partition(), "offset", to.offset()));
          if (error != null) fields.addAll(List.of("error", error.getClass().getSimpleName()));
          Lines.tell(kind, fields.toArray());
        });
  }

  /** What a commit without offsets commits: the client's own `SubscriptionState.allConsumed()`. */
  @SuppressWarnings("unchecked")
  private static Map<TopicPartition, OffsetAndMetadata> allConsumed(Consumer<?, ?> consumer) {
    try {
      Object state = read(read(consumer, "delegate"), "subscriptions");
      Method method = state.getClass().getMethod("allConsumed");
      method.setAccessible(true);
      return (Map<TopicPartition, OffsetAndMetadata>) method.invoke(state);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a version of kafka-clients that looks different inside", e);
    }
  }

  private static Object read(Object object, String name) throws ReflectiveOperationException {
    Field field = object.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }
}
