/** What a Spring Kafka user writes: a listener, and hooks around it and around a rebalance. */
import type {
  ConsumerRecord,
  Program,
  TopicPartition,
  TopicPartitionOffset,
} from '../../model/consumer/api.ts'

/** Lets a listener say that it is done with its record, in the MANUAL modes. */
export interface Acknowledgment {
  acknowledge(): Program<void>
  /** The record, and what follows it in the poll, is to come again after so many milliseconds. */
  nack(sleepMs: number): Program<void>
}

/** The same of a batch. */
export interface BatchAcknowledgment {
  /** All of it; with an index (MANUAL_IMMEDIATE only): the records up to that one. */
  acknowledge(index?: number): Program<void>
  /** The records before the index are done, the others are to come again. */
  nack(index: number, sleepMs: number): Program<void>
}

/** The container, as an application may reach for it; its calls take no time. */
export interface ListenerContainer {
  /** Before the next poll all partitions are paused. */
  pause(): void
  resume(): void
  isPauseRequested(): boolean
}

/** The user's `@KafkaListener` method. */
export type MessageListener = (
  record: ConsumerRecord,
  acknowledgment: Acknowledgment,
  container: ListenerContainer,
) => Program<void>

/** A `@KafkaListener(batch = "true")` method. */
export type BatchMessageListener = (
  records: readonly ConsumerRecord[],
  acknowledgment: BatchAcknowledgment,
  container: ListenerContainer,
) => Program<void>

/**
 * RecordInterceptor: the record to deliver, perhaps another one; null: the listener gets none. Left
 * out: `success`, `failure` and `afterRecord`.
 */
export type RecordInterceptor = (record: ConsumerRecord) => ConsumerRecord | null

/** BatchInterceptor: the same of a batch. */
export type BatchInterceptor = (
  records: readonly ConsumerRecord[],
) => readonly ConsumerRecord[] | null

/** RecordFilterStrategy: true for a record that the listener is not to see. */
export type RecordFilterStrategy = (record: ConsumerRecord) => boolean

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
