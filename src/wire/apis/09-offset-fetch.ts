/**
 * OffsetFetch, versions 4 to 7: how far has a group got?
 *
 *     Request  => group_id:STRING topics (nullable list) require_stable:BOOLEAN (from version 7 on)
 *       topics => name:STRING partition_indexes:[INT32]
 *     Response => throttle_time_ms:INT32 [topics] error_code:INT16
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 committed_offset:INT64
 *                       committed_leader_epoch:INT32 (from version 5 on)
 *                       metadata:NULLABLE_STRING error_code:INT16
 *
 * From version 6 on all strings and lists are compact, and tagged fields end each structure.
 * kafkajs speaks version 4, the Java client 7 and above.
 * Source: `OffsetFetchRequest.json`, `OffsetFetchResponse.json` of apache/kafka.
 */
import { type Codec, isFlexible, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** The partitions of one topic whose committed offset is wanted. */
export interface OffsetFetchTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

/** OffsetFetch, versions 4 to 7. */
export interface OffsetFetchRequest {
  readonly api: 'OffsetFetch'
  readonly groupId: string
  /** Null: all that the group has committed. kafkajs sends null for an empty list too. */
  readonly topics: readonly OffsetFetchTopic[] | null
  /** Whether offsets of transactions under way are to be waited for. */
  readonly requireStable: boolean
}

/** A committed offset; -1 with metadata '' where there is none. */
export interface FetchedOffset {
  readonly partitionIndex: number
  readonly committedOffset: number
  /** Of the last record that was consumed; -1: nobody said. */
  readonly committedLeaderEpoch: number
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

const versions = { minVersion: 4, maxVersion: 7, flexibleFrom: 6 } as const
const leaderEpochFrom = 5
const requireStableFrom = 7

/** The broker's side of OffsetFetch. */
export const offsetFetch: Codec<OffsetFetchRequest, OffsetFetchResponse> = {
  ...{ api: 'OffsetFetch', key: 9, ...versions },
  decode: (reader, version) => {
    const request = isFlexible(versions, version)
      ? {
          groupId: reader.compactString(),
          topics: reader.compactNullableArray(readCompactTopic),
        }
      : { groupId: reader.string(), topics: reader.nullableArray(readTopic) }
    const requireStable = version >= requireStableFrom && reader.boolean()
    if (isFlexible(versions, version)) reader.tags()
    return { api: 'OffsetFetch', ...request, requireStable }
  },
  encode: (writer, response, version) => {
    writer.int32(throttleTimeMs)
    if (isFlexible(versions, version)) {
      writeCompact(writer, response)
      return
    }
    const { topics, errorCode } = response
    writer.int32(topics.length)
    for (const { name, partitions } of topics) {
      writer.string(name)
      writer.int32(partitions.length)
      for (const partition of partitions) {
        writer.int32(partition.partitionIndex)
        writer.int64(partition.committedOffset)
        if (version >= leaderEpochFrom) writer.int32(partition.committedLeaderEpoch)
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

function readCompactTopic(reader: Reader): OffsetFetchTopic {
  const topic = { name: reader.compactString(), partitionIndexes: reader.compactInt32Array() }
  reader.tags()
  return topic
}

function writeCompact(writer: Writer, { topics, errorCode }: OffsetFetchResponse): void {
  writer.compactCount(topics.length)
  for (const { name, partitions } of topics) {
    writer.compactNullableString(name)
    writer.compactCount(partitions.length)
    for (const partition of partitions) {
      writer.int32(partition.partitionIndex)
      writer.int64(partition.committedOffset)
      writer.int32(partition.committedLeaderEpoch)
      writer.compactNullableString(partition.metadata)
      writer.int16(partition.errorCode)
      writer.tags()
    }
    writer.tags()
  }
  writer.int16(errorCode)
  writer.tags()
}
