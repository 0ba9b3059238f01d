/** What a Spring Kafka user writes: a listener, and hooks around a rebalance. */
import type {
  ConsumerRecord,
  Program,
  TopicPartition,
  TopicPartitionOffset,
} from '../../model/consumer/api.ts'

/** Lets a listener say that it is done with its record, in the MANUAL modes. */
export interface Acknowledgment {
  acknowledge(): Program<void>
}

/** The user's `@KafkaListener` method. */
export type MessageListener = (
  record: ConsumerRecord,
  acknowledgment: Acknowledgment,
) => Program<void>

/** The user's hooks around a rebalance. */
export interface ConsumerAwareRebalanceListener {
  onPartitionsRevokedBeforeCommit?(partitions: readonly TopicPartition[]): Program<void>
  onPartitionsRevokedAfterCommit?(partitions: readonly TopicPartition[]): Program<void>
  onPartitionsLost?(partitions: readonly TopicPartition[]): Program<void>
  onPartitionsAssigned?(partitions: readonly TopicPartition[]): Program<void>
}

/** Moves the position of an assigned partition. */
export interface ConsumerSeekCallback {
  seek(partition: TopicPartition, offset: number): Program<void>
}

/** A listener that chooses where its partitions start. */
export interface ConsumerSeekAware {
  /** `assignments` holds the positions that Kafka would start from. */
  onPartitionsAssigned(
    assignments: readonly TopicPartitionOffset[],
    callback: ConsumerSeekCallback,
  ): Program<void>
}
