package orders;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.errors.WakeupException;

/** Commits each batch without waiting; one that fails is sent again unless a newer one was. */
public final class CommitAsyncRetryInOrder {
  private final Consumer<String, String> consumer;
  private final Orders orders;
  private long latest = 0;
  private boolean closing = false;

  public CommitAsyncRetryInOrder(Consumer<String, String> consumer, Orders orders) {
    this.consumer = consumer;
    this.orders = orders;
  }

  public void run() {
    consumer.subscribe(List.of("orders"));
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          orders.process(record);
        }
        consumer.commitAsync(retryUnlessNewer());
      }
    } catch (WakeupException stop) {
      closing = true;
      consumer.close();
    }
  }

  /** Callbacks run in this thread, in poll, commit and close. */
  private OffsetCommitCallback retryUnlessNewer() {
    long sequence = ++latest;
    return (offsets, error) -> {
      if (!(error instanceof RetriableCommitFailedException)) return;
      if (sequence == latest && !closing) consumer.commitAsync(offsets, retryUnlessNewer());
    };
  }
}
