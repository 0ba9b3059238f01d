package ackurate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** The external store, one offset for each partition; whoever plays the script keeps it. */
public final class Store {
  /** The store says another offset than was expected. */
  public static final class StoreConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreConflictException() {
      super("the store no longer says what was expected");
    }
  }

  private Store() {}

  /** Where to read on; 0 where nothing was saved. */
  public static Map<TopicPartition, Long> load(Collection<TopicPartition> partitions) {
    List<TopicPartition> asked = new ArrayList<>(partitions);
    Lines.tell("store-load", "partitions", asked.stream().map(TopicPartition::partition).toList());
    String answer = Lines.answer();
    String[] offsets = answer.isEmpty() ? new String[0] : answer.split(",");
    Map<TopicPartition, Long> stored = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) stored.put(asked.get(i), Long.valueOf(offsets[i]));
    return stored;
  }

  /** Saves offsets, whatever is there. */
  public static void save(Map<TopicPartition, Long> offsets) {
    save(offsets, Map.of());
  }

  /** Saves offsets, and with them results, if the store still says these. */
  public static void save(Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> expected) {
    Lines.tell("store-save", "offsets", byNumber(offsets), "expected", byNumber(expected));
    if (Lines.answer().equals("ok")) {
      byNumber(offsets)
          .forEach((place, to) -> Lines.tell("store-saved", "partition", place, "offset", to));
      return;
    }
    Lines.tell("store-refused");
    throw new StoreConflictException();
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> sorted = new TreeMap<>();
    offsets.forEach((partition, offset) -> sorted.put(partition.partition(), offset));
    return sorted;
  }
}
