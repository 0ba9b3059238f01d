/** Committed offsets, and where logs begin and end. */

/** An offset to commit. */
export interface CommitPartition {
  readonly partitionIndex: number
  readonly committedOffset: number
  readonly committedMetadata: string | null
}

/** The offsets to commit in one topic. */
export interface CommitTopic {
  readonly name: string
  readonly partitions: readonly CommitPartition[]
}

/** OffsetCommit, version 5. */
export interface OffsetCommitRequest {
  readonly api: 'OffsetCommit'
  readonly groupId: string
  /** -1 with an empty member id: from outside the group. */
  readonly generationId: number
  readonly memberId: string
  readonly topics: readonly CommitTopic[]
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

/** Answers `OffsetCommitRequest`. */
export interface OffsetCommitResponse {
  readonly api: 'OffsetCommit'
  readonly topics: readonly TopicResults[]
}

/** The partitions of one topic whose committed offset is wanted. */
export interface OffsetFetchTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

/** OffsetFetch, version 4. */
export interface OffsetFetchRequest {
  readonly api: 'OffsetFetch'
  readonly groupId: string
  /** Null: all that the group has committed. kafkajs sends null for an empty list too. */
  readonly topics: readonly OffsetFetchTopic[] | null
}

/** A committed offset; -1 with metadata '' where there is none. */
export interface FetchedOffset {
  readonly partitionIndex: number
  readonly committedOffset: number
  readonly metadata: string | null
  readonly errorCode: number
}

/** The committed offsets in one topic. */
export interface OffsetFetchTopicResult {
  readonly name: string
  readonly partitions: readonly FetchedOffset[]
}

/** Answers `OffsetFetchRequest`. */
export interface OffsetFetchResponse {
  readonly api: 'OffsetFetch'
  readonly topics: readonly OffsetFetchTopicResult[]
  readonly errorCode: number
}

/** A partition whose offset at a time is wanted; -1: its end, -2: its start. */
export interface ListOffsetsPartition {
  readonly partitionIndex: number
  readonly timestamp: number
}

/** The partitions of one topic whose offset at a time is wanted. */
export interface ListOffsetsTopic {
  readonly name: string
  readonly partitions: readonly ListOffsetsPartition[]
}

/** ListOffsets, version 3. */
export interface ListOffsetsRequest {
  readonly api: 'ListOffsets'
  /** -1: a consumer. */
  readonly replicaId: number
  /** 0: read uncommitted; 1: read committed. */
  readonly isolationLevel: number
  readonly topics: readonly ListOffsetsTopic[]
}

/** The offset found; -1 where there is none, or with an error. */
export interface ListedOffset {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly timestamp: number
  readonly offset: number
}

/** The offsets found in one topic. */
export interface ListOffsetsTopicResult {
  readonly name: string
  readonly partitions: readonly ListedOffset[]
}

/** Answers `ListOffsetsRequest`. */
export interface ListOffsetsResponse {
  readonly api: 'ListOffsets'
  readonly topics: readonly ListOffsetsTopicResult[]
}
