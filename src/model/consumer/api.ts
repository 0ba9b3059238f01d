/**
 * What a commit strategy sees: the Java consumer as generator functions.
 *
 * Every call that could wait, fail or be interrupted is `yield*`-ed, so that the world can stop a
 * program anywhere and kill it without running its `finally`. Nothing here reads the world.
 *
 * Source: `org.apache.kafka.clients.consumer.Consumer` (reference A).
 */
import type { KafkaException } from '../errors.ts'
import type { Op } from '../instance/ops.ts'

/** A program, or a part of one: yields operations to the world and ends with a `T`. */
// biome-ignore lint/suspicious/noExplicitAny: what the world tells back depends on the operation.
export type Program<T> = Generator<Op, T, any>

export interface TopicPartition {
  readonly topic: string
  readonly partition: number
}

export interface TopicPartitionOffset extends TopicPartition {
  readonly offset: number
  /** Of a commit: the epoch of the last record consumed. Absent, as in most code: not known. */
  readonly leaderEpoch?: number
}

/** A record as poll returns it. */
export interface ConsumerRecord extends TopicPartitionOffset {
  readonly key: string
  readonly leaderEpoch: number
}

/** Offsets to commit: the next offset to read, per partition. */
export type Offsets = readonly TopicPartitionOffset[]

/** Runs inside `poll()` (and `close()`, `unsubscribe()`), as in the real client. */
export interface RebalanceListener {
  onPartitionsRevoked?(partitions: readonly TopicPartition[]): Program<void>
  /** Absent: `onPartitionsRevoked` is called instead, as the Java default does. */
  onPartitionsLost?(partitions: readonly TopicPartition[]): Program<void>
  onPartitionsAssigned?(partitions: readonly TopicPartition[]): Program<void>
}

/** Called with the offsets of the request; `error` null: committed. */
export type OffsetCommitCallback = (offsets: Offsets, error: KafkaException | null) => Program<void>

export interface ConsumerGroupMetadata {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
}

export interface Consumer {
  /** The scenario's topic is subscribed at the first poll unless the program does so itself. */
  subscribe(topics: readonly string[], listener?: RebalanceListener): Program<void>
  unsubscribe(): Program<void>
  assign(partitions: readonly TopicPartition[]): Program<void>
  assignment(): Program<readonly TopicPartition[]>
  /** The topic's partitions that the client's metadata knows, ascending. */
  partitionsFor(topic: string): Program<readonly TopicPartition[]>
  /** Returns at most `max.poll.records` records; an empty list when the time is up. */
  poll(timeoutMs?: number): Program<readonly ConsumerRecord[]>
  /** Without offsets: the position of every assigned partition that is fetching. */
  commitSync(offsets?: Offsets): Program<void>
  commitAsync(offsets?: Offsets | null, callback?: OffsetCommitCallback): Program<void>
  seek(partition: TopicPartition, offset: number): Program<void>
  seekToBeginning(partitions: readonly TopicPartition[]): Program<void>
  seekToEnd(partitions: readonly TopicPartition[]): Program<void>
  position(partition: TopicPartition): Program<number>
  /** One entry per asked partition that has a committed offset. */
  committed(partitions: readonly TopicPartition[]): Program<Offsets>
  pause(partitions: readonly TopicPartition[]): Program<void>
  resume(partitions: readonly TopicPartition[]): Program<void>
  paused(): Program<readonly TopicPartition[]>
  /** The next poll (or the one that waits) throws WakeupException. */
  wakeup(): Program<void>
  close(): Program<void>
  groupMetadata(): Program<ConsumerGroupMetadata>
}
