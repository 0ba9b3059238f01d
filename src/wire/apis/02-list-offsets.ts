/**
 * ListOffsets, versions 3 to 7: where a log begins, ends, or was at a time.
 *
 *     Request  => replica_id:INT32 isolation_level:INT8 [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 current_leader_epoch:INT32 (from version 4 on)
 *                       timestamp:INT64
 *     Response => throttle_time_ms:INT32 [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 error_code:INT16 timestamp:INT64 offset:INT64
 *                       leader_epoch:INT32 (from version 4 on)
 *
 * From version 6 on all strings and lists are compact, and tagged fields end each structure; from
 * version 7 on timestamp -3 asks for the youngest record. kafkajs speaks version 3.
 * Source: `ListOffsetsRequest.json`, `ListOffsetsResponse.json` of apache/kafka.
 */
import { type Codec, isFlexible, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A partition whose offset at a time is wanted; -1: its end, -2: its start, -3: its youngest. */
export interface ListOffsetsPartition {
  readonly partitionIndex: number
  /** What the client believes; -1: do not check. */
  readonly currentLeaderEpoch: number
  readonly timestamp: number
}

/** The partitions of one topic whose offset at a time is wanted. */
export interface ListOffsetsTopic {
  readonly name: string
  readonly partitions: readonly ListOffsetsPartition[]
}

/** ListOffsets, versions 3 to 7. */
export interface ListOffsetsRequest {
  readonly api: 'ListOffsets'
  /** What may be asked, and which errors are understood, depends on it. */
  readonly version: number
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
  /** -1: not known. */
  readonly leaderEpoch: number
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

const versions = { minVersion: 3, maxVersion: 7, flexibleFrom: 6 } as const
const leaderEpochFrom = 4

/** The broker's side of ListOffsets. */
export const listOffsets: Codec<ListOffsetsRequest, ListOffsetsResponse> = {
  ...{ api: 'ListOffsets', key: 2, ...versions },
  decode: (reader, version) => {
    const asked = { replicaId: reader.int32(), isolationLevel: reader.int8() }
    const topics = isFlexible(versions, version)
      ? reader.compactArray(readCompactTopic)
      : reader.array((of) => readTopic(of, version))
    if (isFlexible(versions, version)) reader.tags()
    return { api: 'ListOffsets', version, ...asked, topics }
  },
  encode: (writer, response, version) => {
    writer.int32(throttleTimeMs)
    if (isFlexible(versions, version)) return writeCompact(writer, response)
    const { topics } = response
    writer.int32(topics.length)
    for (const { name, partitions } of topics) {
      writer.string(name)
      writer.int32(partitions.length)
      for (const partition of partitions) writePartition(writer, partition, version)
    }
  },
}

function readTopic(reader: Reader, version: number): ListOffsetsTopic {
  const name = reader.string()
  return { name, partitions: reader.array((of) => readPartition(of, version)) }
}

function readPartition(reader: Reader, version: number): ListOffsetsPartition {
  return {
    partitionIndex: reader.int32(),
    currentLeaderEpoch: version >= leaderEpochFrom ? reader.int32() : -1,
    timestamp: reader.int64(),
  }
}

function readCompactTopic(reader: Reader): ListOffsetsTopic {
  const name = reader.compactString()
  const partitions = reader.compactArray((of) => {
    const partition = readPartition(of, versions.flexibleFrom)
    of.tags()
    return partition
  })
  reader.tags()
  return { name, partitions }
}

function writePartition(writer: Writer, partition: ListedOffset, version: number): void {
  writer.int32(partition.partitionIndex)
  writer.int16(partition.errorCode)
  writer.int64(partition.timestamp)
  writer.int64(partition.offset)
  if (version >= leaderEpochFrom) writer.int32(partition.leaderEpoch)
}

function writeCompact(writer: Writer, { topics }: ListOffsetsResponse): void {
  writer.compactCount(topics.length)
  for (const { name, partitions } of topics) {
    writer.compactNullableString(name)
    writer.compactCount(partitions.length)
    for (const partition of partitions) {
      writePartition(writer, partition, versions.flexibleFrom)
      writer.tags()
    }
    writer.tags()
  }
  writer.tags()
}
