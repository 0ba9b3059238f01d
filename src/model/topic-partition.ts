/** A partition of a topic. */
export interface TopicPartition {
  readonly topic: string
  readonly partition: number
}

/** A place in a partition's log. */
export interface TopicPartitionOffset extends TopicPartition {
  readonly offset: number
  /** Of a commit: the epoch of the last record consumed. Absent, as in most code: not known. */
  readonly leaderEpoch?: number
}

/** Offsets to commit: the next offset to read, per partition. */
export type Offsets = readonly TopicPartitionOffset[]

/** A time in a partition's log: virtual milliseconds, as `now()` tells them. */
export interface TopicPartitionTime extends TopicPartition {
  readonly timestamp: number
}

/** A record, and when it was produced. */
export type OffsetAndTimestamp = TopicPartitionOffset & TopicPartitionTime
