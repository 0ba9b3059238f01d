package orders;

import java.sql.SQLException;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;

/** Saves positions when partitions go: Spring Boot has no keys for it, and takes this bean. */
@Configuration
public class SpringExternalStoreSeekConfiguration {
  @Bean
  public ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>>
      savedPositions(OffsetTable offsets) {
    return container -> {
      ContainerProperties properties = container.getContainerProperties();
      properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
      properties.setConsumerRebalanceListener(savingTo(offsets));
    };
  }

  /** Runs in poll, when all that was polled is done or sought again. */
  private static ConsumerAwareRebalanceListener savingTo(OffsetTable offsets) {
    return new ConsumerAwareRebalanceListener() {
      @Override
      public void onPartitionsRevokedAfterCommit(
          Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        try {
          for (TopicPartition partition : partitions) {
            offsets.save(partition, consumer.position(partition));
          }
        } catch (SQLException e) {
          throw new IllegalStateException("offsets are not saved", e);
        }
      }
    };
  }
}
