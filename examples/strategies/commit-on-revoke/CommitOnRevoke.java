package orders;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits every five records, and what is done of partitions before they go. */
public final class CommitOnRevoke implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(CommitOnRevoke.class);
  private static final int RECORDS_PER_COMMIT = 5;

  private final Consumer<String, String> consumer;
  private final Orders orders;
  private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
  private int count = 0;

  public CommitOnRevoke(Consumer<String, String> consumer, Orders orders) {
    this.consumer = consumer;
    this.orders = orders;
  }

  public void run() {
    consumer.subscribe(List.of("orders"), this);
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          orders.process(record);
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          done.put(partition, new OffsetAndMetadata(record.offset() + 1));
          if (++count >= RECORDS_PER_COMMIT) commitDone();
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commitDone();
    forget();
  }

  /** They may have a new owner, which would refuse a commit. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    forget();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

  private void commitDone() {
    if (done.isEmpty()) return;
    try {
      consumer.commitSync(Map.copyOf(done));
      forget();
    } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
      log.warn("not committed: {}", done, e);
    }
  }

  private void forget() {
    done.clear();
    count = 0;
  }
}
