/**
 * ListOffsets: where a log begins, ends, or was at a time.
 *
 * From version 7 on timestamp -3 asks for the youngest record.
 * Source: `ListOffsetsRequest.json`, `ListOffsetsResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  array,
  int8,
  int16,
  int32,
  int64,
  message,
  since,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'

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

/** Which offsets are wanted. */
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

/** ListOffsets, as a broker speaks it. */
export const listOffsets: Codec<ListOffsetsRequest, ListOffsetsResponse> = {
  ...{ api: 'ListOffsets', key: 2, minVersion: 1, maxVersion: 7, flexibleFrom: 6 },
  request: message('ListOffsets', {
    replicaId: int32,
    isolationLevel: since(2, int8, 0),
    topics: array(
      struct<ListOffsetsTopic>({
        name: string,
        partitions: array(
          struct<ListOffsetsPartition>({
            partitionIndex: int32,
            currentLeaderEpoch: since(4, int32, -1),
            timestamp: int64,
          }),
        ),
      }),
    ),
  }),
  response: message('ListOffsets', {
    _throttleTimeMs: throttleTimeMs(2),
    topics: array(
      struct<ListOffsetsTopicResult>({
        name: string,
        partitions: array(
          struct<ListedOffset>({
            partitionIndex: int32,
            errorCode: int16,
            timestamp: int64,
            offset: int64,
            leaderEpoch: since(4, int32, -1),
          }),
        ),
      }),
    ),
  }),
}
