package orders;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offsets in a table of a database: saved when partitions go, sought when they come. */
public final class ExternalStoreOnRevoke implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(ExternalStoreOnRevoke.class);

  private final Consumer<String, String> consumer;
  private final Orders orders;
  private final OffsetTable offsets;

  public ExternalStoreOnRevoke(
      Consumer<String, String> consumer, Orders orders, OffsetTable offsets) {
    this.consumer = consumer;
    this.orders = orders;
    this.offsets = offsets;
  }

  public void run() {
    consumer.subscribe(List.of("orders"), this);
    try {
      while (true) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          orders.process(record);
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
    }
  }

  /** Runs in poll or close, when all that was polled is done. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      try {
        offsets.save(partition, consumer.position(partition));
      } catch (SQLException e) {
        log.warn("not saved: the next owner of {} repeats what is done", partition, e);
      }
    }
  }

  /** Their new owner may be further than this one. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {}

  /** A failure ends the process: a position that the table does not vouch for is no place to be. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    try {
      offsets.load(partitions).forEach(consumer::seek);
    } catch (SQLException e) {
      throw new IllegalStateException("no offsets for " + partitions, e);
    }
  }
}
