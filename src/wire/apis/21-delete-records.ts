/**
 * DeleteRecords, version 1: forget the records below an offset.
 *
 *     Request  => [topics] timeout_ms:INT32
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 offset:INT64
 *     Response => throttle_time_ms:INT32 [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 low_watermark:INT64 error_code:INT16
 *
 * Source: `DeleteRecordsRequest.json`, `DeleteRecordsResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'

/** A partition whose records below the offset go; -1: all that are replicated. */
export interface DeleteRecordsPartition {
  readonly partitionIndex: number
  readonly offset: number
}

/** The partitions of one topic. */
export interface DeleteRecordsTopic {
  readonly name: string
  readonly partitions: readonly DeleteRecordsPartition[]
}

/** DeleteRecords, version 1. */
export interface DeleteRecordsRequest {
  readonly api: 'DeleteRecords'
  readonly topics: readonly DeleteRecordsTopic[]
  readonly timeoutMs: number
}

/** Where a partition begins now; -1 with an error. */
export interface DeletedRecords {
  readonly partitionIndex: number
  readonly lowWatermark: number
  readonly errorCode: number
}

/** What became of the partitions of one topic. */
export interface DeleteRecordsTopicResult {
  readonly name: string
  readonly partitions: readonly DeletedRecords[]
}

/** Answers `DeleteRecordsRequest`. */
export interface DeleteRecordsResponse {
  readonly api: 'DeleteRecords'
  readonly topics: readonly DeleteRecordsTopicResult[]
}

/** The broker's side of DeleteRecords. */
export const deleteRecords: Codec<DeleteRecordsRequest, DeleteRecordsResponse> = {
  ...{ api: 'DeleteRecords', key: 21, minVersion: 1, maxVersion: 1 },
  decode: (reader) => ({
    api: 'DeleteRecords',
    topics: reader.array(readTopic),
    timeoutMs: reader.int32(),
  }),
  encode: (writer, { topics }) => {
    writer.int32(throttleTimeMs)
    writer.int32(topics.length)
    for (const { name, partitions } of topics) {
      writer.string(name)
      writer.int32(partitions.length)
      for (const { partitionIndex, lowWatermark, errorCode } of partitions) {
        writer.int32(partitionIndex)
        writer.int64(lowWatermark)
        writer.int16(errorCode)
      }
    }
  },
}

function readTopic(reader: Reader): DeleteRecordsTopic {
  return { name: reader.string(), partitions: reader.array(readPartition) }
}

function readPartition(reader: Reader): DeleteRecordsPartition {
  return { partitionIndex: reader.int32(), offset: reader.int64() }
}
