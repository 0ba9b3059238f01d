/**
 * ListOffsets, version 3: where a log begins, ends, or was at a time.
 *
 *     Request  => replica_id:INT32 isolation_level:INT8 [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 timestamp:INT64
 *     Response => throttle_time_ms:INT32 [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 error_code:INT16 timestamp:INT64 offset:INT64
 *
 * Source: `ListOffsetsRequest.json`, `ListOffsetsResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'

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

/** The broker's side of ListOffsets. */
export const listOffsets: Codec<ListOffsetsRequest, ListOffsetsResponse> = {
  ...{ api: 'ListOffsets', key: 2, minVersion: 3, maxVersion: 3 },
  decode: (reader) => ({
    api: 'ListOffsets',
    replicaId: reader.int32(),
    isolationLevel: reader.int8(),
    topics: reader.array(readTopic),
  }),
  encode: (writer, { topics }) => {
    writer.int32(throttleTimeMs)
    writer.int32(topics.length)
    for (const { name, partitions } of topics) {
      writer.string(name)
      writer.int32(partitions.length)
      for (const { partitionIndex, errorCode, timestamp, offset } of partitions) {
        writer.int32(partitionIndex)
        writer.int16(errorCode)
        writer.int64(timestamp)
        writer.int64(offset)
      }
    }
  },
}

function readTopic(reader: Reader): ListOffsetsTopic {
  return { name: reader.string(), partitions: reader.array(readPartition) }
}

function readPartition(reader: Reader): ListOffsetsPartition {
  return { partitionIndex: reader.int32(), timestamp: reader.int64() }
}
