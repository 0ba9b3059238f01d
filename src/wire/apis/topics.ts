/** The lists of topics and partitions that several APIs share, on the wire to the letter. */
import {
  always,
  array,
  type Field,
  int16,
  int32,
  int64,
  nullableString,
  string,
  struct,
} from '../schema.ts'

/** What became of one topic. */
export interface NamedResult {
  readonly name: string
  readonly errorCode: number
}

/** What became of one topic, in words too. */
export interface ExplainedResult extends NamedResult {
  readonly errorMessage: string | null
}

/** An offset to commit. */
export interface CommitPartition {
  readonly partitionIndex: number
  readonly committedOffset: number
  /** Of the last record that was consumed; -1: nobody said. */
  readonly committedLeaderEpoch: number
  readonly committedMetadata: string | null
}

/** The offsets to commit in one topic. */
export interface CommitTopic {
  readonly name: string
  readonly partitions: readonly CommitPartition[]
}

/** What became of the commit of one partition. */
export interface PartitionResult {
  readonly partitionIndex: number
  readonly errorCode: number
}

/** What became of the commits of one topic. */
export interface TopicResults {
  readonly name: string
  readonly partitions: readonly PartitionResult[]
}

/** One topic's offsets to commit; what comes with an offset depends on the API and its version. */
export function commitTopic(extra: {
  readonly leaderEpoch: Field<number>
  readonly timestamp?: Field<undefined>
}): Field<CommitTopic> {
  const { leaderEpoch, timestamp = always(int64, -1, 0, -1) } = extra
  return struct<CommitTopic>({
    name: string,
    partitions: array(
      struct<CommitPartition>({
        partitionIndex: int32,
        committedOffset: int64,
        committedLeaderEpoch: leaderEpoch,
        _timestamp: timestamp,
        committedMetadata: nullableString,
      }),
    ),
  })
}

/** An error for each partition of a topic. */
export const topicResults: Field<TopicResults> = struct<TopicResults>({
  name: string,
  partitions: array(struct<PartitionResult>({ partitionIndex: int32, errorCode: int16 })),
})
