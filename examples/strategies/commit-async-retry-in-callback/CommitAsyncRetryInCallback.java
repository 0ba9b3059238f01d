package orders;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** MISTAKE: a commit that failed is sent again, although a newer one may have succeeded. */
public final class CommitAsyncRetryInCallback {
  private final Consumer<String, String> consumer;
  private final Orders orders;
  private boolean closing = false;

  public CommitAsyncRetryInCallback(Consumer<String, String> consumer, Orders orders) {
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
        consumer.commitAsync(this::retry);
      }
    } catch (WakeupException stop) {
      closing = true;
      consumer.close();
    }
  }

  private void retry(Map<TopicPartition, OffsetAndMetadata> offsets, Exception error) {
    if (!(error instanceof RetriableCommitFailedException) || closing) return;
    consumer.commitAsync(offsets, this::retry);
  }
}
