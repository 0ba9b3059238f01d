package ackurate;

import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** A rebalance listener that tells what is assigned, revoked and lost, in front of the user's. */
final class ToldListener implements ConsumerRebalanceListener {
  private static final ConsumerRebalanceListener none =
      new ConsumerRebalanceListener() {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
      };

  private final ConsumerRebalanceListener own;

  /** `own` null: the user has none. */
  ToldListener(ConsumerRebalanceListener own) {
    this.own = own == null ? none : own;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    tell("assigned", partitions);
    own.onPartitionsAssigned(partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    try {
      own.onPartitionsRevoked(partitions);
    } finally {
      tell("revoked", partitions);
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    try {
      own.onPartitionsLost(partitions);
    } finally {
      tell("lost", partitions);
    }
  }

  private static void tell(String kind, Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      Lines.tell(kind, "partition", partition.partition());
    }
  }
}
