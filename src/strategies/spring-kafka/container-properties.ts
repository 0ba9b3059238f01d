/**
 * What a Spring Kafka user configures, under Spring's names and with Spring's defaults (B.1).
 *
 * Left out, because their defaults are in force: `stopImmediate` false, `asyncAcks` false,
 * `seekAfterError` true (so there are never remaining records held over a poll), `ackAfterHandle`
 * true, `commitRecovered` false, `shutdownTimeout`, transactions.
 */
import type {
  ConsumerRecord,
  Program,
  TopicPartition,
  TopicPartitionOffset,
} from '../../model/consumer/api.ts'
import type { AckMode } from './ack-mode.ts'

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

export interface ContainerProperties {
  readonly ackMode: AckMode
  /** Acks that trigger a commit in COUNT and COUNT_TIME. */
  readonly ackCount: number
  /** Milliseconds since the last commit that trigger one in TIME and COUNT_TIME. */
  readonly ackTime: number
  readonly syncCommits: boolean
  /** How often a synchronous commit is repeated after RetriableCommitFailedException. */
  readonly commitRetries: number
  /** Milliseconds. */
  readonly pollTimeout: number
  /** Whether a position that `auto.offset.reset` = latest gave is committed on assignment. */
  readonly assignmentCommitOption: 'LATEST_ONLY_NO_TX' | 'NEVER'
  readonly rebalanceListener: ConsumerAwareRebalanceListener
  readonly seekAware: ConsumerSeekAware | null
}

export const defaultContainerProperties: ContainerProperties = {
  ackMode: 'BATCH',
  /** Spring: 1, which commits after every record, as RECORD does. Here a count that shows. */
  ackCount: 5,
  ackTime: 5000,
  syncCommits: true,
  commitRetries: 3,
  pollTimeout: 5000,
  assignmentCommitOption: 'LATEST_ONLY_NO_TX',
  rebalanceListener: {},
  seekAware: null,
}
