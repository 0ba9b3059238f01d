/**
 * DeleteRecords: forget the records below an offset.
 *
 * Source: `DeleteRecordsRequest.json`, `DeleteRecordsResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import { array, int16, int32, int64, message, string, struct, throttleTimeMs } from '../schema.ts'

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

/** Which records. */
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

/** DeleteRecords, as a broker speaks it. */
export const deleteRecords: Codec<DeleteRecordsRequest, DeleteRecordsResponse> = {
  ...{ api: 'DeleteRecords', key: 21, minVersion: 0, maxVersion: 2, flexibleFrom: 2 },
  request: message('DeleteRecords', {
    topics: array(
      struct<DeleteRecordsTopic>({
        name: string,
        partitions: array(struct<DeleteRecordsPartition>({ partitionIndex: int32, offset: int64 })),
      }),
    ),
    timeoutMs: int32,
  }),
  response: message('DeleteRecords', {
    _throttleTimeMs: throttleTimeMs(),
    topics: array(
      struct<DeleteRecordsTopicResult>({
        name: string,
        partitions: array(
          struct<DeletedRecords>({
            partitionIndex: int32,
            lowWatermark: int64,
            errorCode: int16,
          }),
        ),
      }),
    ),
  }),
}
