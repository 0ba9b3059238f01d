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
 * Left out: fetch sessions, which kafkajs never opens (C.10).
 * Source: `FetchRequest.json`, `FetchResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type {
  AbortedTransaction,
  FetchPartition,
  FetchPartitionResult,
  FetchTopic,
  ForgottenTopic,
} from '../messages.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** The broker's side of Fetch. */
export const fetch: Codec<'Fetch'> = {
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
