/**
 * What a commit strategy sees: the Java consumer as generator functions.
 *
 * Every call that could wait, fail or be interrupted is `yield*`-ed, so that the world can stop a
 * program anywhere and kill it without running its `finally`. Nothing here reads the world.
 *
 * Source: `org.apache.kafka.clients.consumer.Consumer` (reference A).
 */
import type {
  ConsumerGroupMetadata,
  ConsumerRecord,
  OffsetCommitCallback,
  Program,
  RebalanceListener,
} from '../instance/ops.ts'
import type {
  OffsetAndTimestamp,
  Offsets,
  TopicPartition,
  TopicPartitionOffset,
  TopicPartitionTime,
} from '../topic-partition.ts'

export type {
  ConsumerGroupMetadata,
  ConsumerRecord,
  OffsetCommitCallback,
  Offsets,
  Program,
  RebalanceListener,
  TopicPartition,
  TopicPartitionOffset,
}

/** The consumer; its calls have the names and the meaning of Java's. */
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
  /**
   * `poll(Duration.ZERO)`: takes part in the group, returns what is there, waits for nothing. For
   * containers that keep their membership by it; a loop of nothing else would never come to rest.
   */
  pollBriefly(): Program<readonly ConsumerRecord[]>
  /**
   * A place for a stop between the end of a poll and whatever its caller does next: for containers,
   * which take themselves for polling until then (`wakesOnlyPoll`).
   */
  pollReturned(): Program<void>
  /** Without offsets: the position of every assigned partition that is fetching. */
  commitSync(offsets?: Offsets): Program<void>
  commitAsync(offsets?: Offsets | null, callback?: OffsetCommitCallback): Program<void>
  seek(partition: TopicPartition, offset: number): Program<void>
  seekToBeginning(partitions: readonly TopicPartition[]): Program<void>
  seekToEnd(partitions: readonly TopicPartition[]): Program<void>
  position(partition: TopicPartition): Program<number>
  /** One entry per asked partition that has a committed offset. */
  committed(partitions: readonly TopicPartition[]): Program<Offsets>
  /**
   * The first record of each partition that is not older: one entry per asked partition that has
   * one. Times are those that `now()` tells.
   */
  offsetsForTimes(times: readonly TopicPartitionTime[]): Program<readonly OffsetAndTimestamp[]>
  pause(partitions: readonly TopicPartition[]): Program<void>
  resume(partitions: readonly TopicPartition[]): Program<void>
  paused(): Program<readonly TopicPartition[]>
  /** The next poll (or the one that waits) throws WakeupException. */
  wakeup(): Program<void>
  close(): Program<void>
  groupMetadata(): Program<ConsumerGroupMetadata>
}
