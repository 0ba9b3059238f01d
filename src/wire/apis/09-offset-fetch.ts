/**
 * OffsetFetch, version 4: how far has a group got?
 *
 *     Request  => group_id:STRING topics (nullable list)
 *       topics => name:STRING partition_indexes:[INT32]
 *     Response => throttle_time_ms:INT32 [topics] error_code:INT16
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 committed_offset:INT64 metadata:NULLABLE_STRING
 *                       error_code:INT16
 *
 * Source: `OffsetFetchRequest.json`, `OffsetFetchResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'

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

/** The broker's side of OffsetFetch. */
export const offsetFetch: Codec<OffsetFetchRequest, OffsetFetchResponse> = {
  ...{ api: 'OffsetFetch', key: 9, minVersion: 4, maxVersion: 4 },
  decode: (reader) => ({
    api: 'OffsetFetch',
    groupId: reader.string(),
    topics: reader.nullableArray(readTopic),
  }),
  encode: (writer, { topics, errorCode }) => {
    writer.int32(throttleTimeMs)
    writer.int32(topics.length)
    for (const { name, partitions } of topics) {
      writer.string(name)
      writer.int32(partitions.length)
      for (const partition of partitions) {
        writer.int32(partition.partitionIndex)
        writer.int64(partition.committedOffset)
        writer.nullableString(partition.metadata)
        writer.int16(partition.errorCode)
      }
    }
    writer.int16(errorCode)
  },
}

function readTopic(reader: Reader): OffsetFetchTopic {
  return { name: reader.string(), partitionIndexes: reader.int32Array() }
}
