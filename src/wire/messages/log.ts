/** Reading and writing logs. `records` are record batches as bytes (`record-batch.ts`). */

/** Where to read one partition from. */
export interface FetchPartition {
  readonly partition: number
  /** -1: do not check. */
  readonly currentLeaderEpoch: number
  readonly fetchOffset: number
  /** Of a follower; -1: a consumer. */
  readonly logStartOffset: number
  readonly partitionMaxBytes: number
}

/** Where to read one topic from. */
export interface FetchTopic {
  readonly topic: string
  readonly partitions: readonly FetchPartition[]
}

/** Partitions to take out of a fetch session. */
export interface ForgottenTopic {
  readonly topic: string
  readonly partitions: readonly number[]
}

/** Fetch, version 11. */
export interface FetchRequest {
  readonly api: 'Fetch'
  /** -1: a consumer. */
  readonly replicaId: number
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes: number
  /** 0: read uncommitted; 1: read committed. */
  readonly isolationLevel: number
  /** kafkajs keeps no session: id 0, epoch -1, nothing forgotten. */
  readonly sessionId: number
  readonly sessionEpoch: number
  readonly topics: readonly FetchTopic[]
  readonly forgottenTopicsData: readonly ForgottenTopic[]
  readonly rackId: string
}

/** A transaction that was aborted: from which offset on to skip a producer's records. */
export interface AbortedTransaction {
  readonly producerId: number
  readonly firstOffset: number
}

/** What was read from one partition. */
export interface FetchPartitionResult {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly highWatermark: number
  readonly lastStableOffset: number
  readonly logStartOffset: number
  /** In order of their first offsets; null when the reader asked for uncommitted records. */
  readonly abortedTransactions: readonly AbortedTransaction[] | null
  /** -1: none. */
  readonly preferredReadReplica: number
  readonly records: Buffer | null
}

/** What was read from one topic. */
export interface FetchTopicResult {
  readonly topic: string
  readonly partitions: readonly FetchPartitionResult[]
}

/** Answers `FetchRequest`. kafkajs never looks at the error on top, only at each partition's. */
export interface FetchResponse {
  readonly api: 'Fetch'
  readonly errorCode: number
  readonly sessionId: number
  readonly responses: readonly FetchTopicResult[]
}

/** What to append to one partition. */
export interface ProducePartition {
  readonly index: number
  readonly records: Buffer | null
}

/** What to append to one topic. */
export interface ProduceTopic {
  readonly name: string
  readonly partitionData: readonly ProducePartition[]
}

/** Produce, version 7. */
export interface ProduceRequest {
  readonly api: 'Produce'
  readonly transactionalId: string | null
  /** 0: the client waits for no response, and none may be sent. */
  readonly acks: number
  readonly timeoutMs: number
  readonly topicData: readonly ProduceTopic[]
}

/** Where one partition's records went; offsets and times -1 with an error. */
export interface ProducePartitionResult {
  readonly index: number
  readonly errorCode: number
  readonly baseOffset: number
  /** -1 unless the topic's timestamps are those of appending. */
  readonly logAppendTimeMs: number
  readonly logStartOffset: number
}

/** Where one topic's records went. */
export interface ProduceTopicResult {
  readonly name: string
  readonly partitionResponses: readonly ProducePartitionResult[]
}

/** Answers `ProduceRequest`. */
export interface ProduceResponse {
  readonly api: 'Produce'
  readonly responses: readonly ProduceTopicResult[]
}
