/**
 * Fetch, version 11: read records.
 *
 *     Request  => replica_id:INT32 max_wait_ms:INT32 min_bytes:INT32 max_bytes:INT32
 *                 isolation_level:INT8 session_id:INT32 session_epoch:INT32
 *                 [topics] [forgotten_topics_data] rack_id:STRING
 *       topics => topic:STRING [partitions]
 *         partitions => partition:INT32 current_leader_epoch:INT32 fetch_offset:INT64
 *                       log_start_offset:INT64 partition_max_bytes:INT32
 *       forgotten_topics_data => topic:STRING partitions:[INT32]
 *     Response => throttle_time_ms:INT32 error_code:INT16 session_id:INT32 [responses]
 *       responses => topic:STRING [partitions]
 *         partitions => partition_index:INT32 error_code:INT16 high_watermark:INT64
 *                       last_stable_offset:INT64 log_start_offset:INT64 [aborted_transactions]
 *                       preferred_read_replica:INT32 records:NULLABLE_BYTES
 *           aborted_transactions => producer_id:INT64 first_offset:INT64   (nullable list)
 *
 * Source: `FetchRequest.json`, `FetchResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

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
  /** kafkajs keeps no session: id 0, epoch -1, nothing forgotten. Epoch 0 asks for a new one. */
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

/** The broker's side of Fetch. */
export const fetch: Codec<FetchRequest, FetchResponse> = {
  ...{ api: 'Fetch', key: 1, minVersion: 11, maxVersion: 11 },
  decode: (reader) => ({
    api: 'Fetch',
    replicaId: reader.int32(),
    maxWaitMs: reader.int32(),
    minBytes: reader.int32(),
    maxBytes: reader.int32(),
    isolationLevel: reader.int8(),
    sessionId: reader.int32(),
    sessionEpoch: reader.int32(),
    topics: reader.array(readTopic),
    forgottenTopicsData: reader.array(readForgotten),
    rackId: reader.string(),
  }),
  encode: (writer, { errorCode, sessionId, responses }) => {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    writer.int32(sessionId)
    writer.int32(responses.length)
    for (const { topic, partitions } of responses) {
      writer.string(topic)
      writer.int32(partitions.length)
      for (const partition of partitions) writePartition(writer, partition)
    }
  },
}

function readTopic(reader: Reader): FetchTopic {
  return { topic: reader.string(), partitions: reader.array(readPartition) }
}

function readPartition(reader: Reader): FetchPartition {
  return {
    partition: reader.int32(),
    currentLeaderEpoch: reader.int32(),
    fetchOffset: reader.int64(),
    logStartOffset: reader.int64(),
    partitionMaxBytes: reader.int32(),
  }
}

function readForgotten(reader: Reader): ForgottenTopic {
  return { topic: reader.string(), partitions: reader.int32Array() }
}

function writePartition(writer: Writer, partition: FetchPartitionResult): void {
  writer.int32(partition.partitionIndex)
  writer.int16(partition.errorCode)
  writer.int64(partition.highWatermark)
  writer.int64(partition.lastStableOffset)
  writer.int64(partition.logStartOffset)
  writeAborted(writer, partition.abortedTransactions)
  writer.int32(partition.preferredReadReplica)
  writer.nullableBytes(partition.records)
}

function writeAborted(writer: Writer, aborted: readonly AbortedTransaction[] | null): void {
  writer.int32(aborted === null ? -1 : aborted.length)
  if (aborted === null) return
  for (const { producerId, firstOffset } of aborted) {
    writer.int64(producerId)
    writer.int64(firstOffset)
  }
}
