/**
 * OffsetFetch: how far has a group got?
 *
 * Up to version 7 one request is about one group, from 8 on about any number of them.
 * Source: `OffsetFetchRequest.json`, `OffsetFetchResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  array,
  before,
  boolean,
  type Fields,
  inline,
  int16,
  int32,
  int64,
  message,
  nullableArray,
  nullableString,
  one,
  since,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'

/** The partitions of one topic whose committed offset is wanted. */
export interface OffsetFetchTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

/** What is wanted of one group. */
export interface OffsetFetchGroup {
  readonly groupId: string
  /** Null: all that the group has committed. kafkajs sends null for an empty list too. */
  readonly topics: readonly OffsetFetchTopic[] | null
}

/** Which offsets are wanted. */
export interface OffsetFetchRequest {
  readonly api: 'OffsetFetch'
  readonly groups: readonly OffsetFetchGroup[]
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

/** What one group has committed. */
export interface OffsetFetchGroupResult {
  readonly groupId: string
  readonly topics: readonly OffsetFetchTopicResult[]
  readonly errorCode: number
}

/** Answers `OffsetFetchRequest`, in its order. */
export interface OffsetFetchResponse {
  readonly api: 'OffsetFetch'
  readonly groups: readonly OffsetFetchGroupResult[]
}

const topicAsked = struct<OffsetFetchTopic>({ name: string, partitionIndexes: array(int32) })

const groupAsked: Fields<OffsetFetchGroup> = {
  groupId: string,
  topics: before(2, array(topicAsked), nullableArray(topicAsked)),
}

const groupFound: Fields<OffsetFetchGroupResult> = {
  groupId: since(8, string, ''),
  topics: array(
    struct<OffsetFetchTopicResult>({
      name: string,
      partitions: array(
        struct<FetchedOffset>({
          partitionIndex: int32,
          committedOffset: int64,
          committedLeaderEpoch: since(5, int32, -1),
          metadata: nullableString,
          errorCode: int16,
        }),
      ),
    }),
  ),
  errorCode: since(2, int16, 0),
}

/** OffsetFetch, as a broker speaks it. */
export const offsetFetch: Codec<OffsetFetchRequest, OffsetFetchResponse> = {
  ...{ api: 'OffsetFetch', key: 9, minVersion: 1, maxVersion: 8, flexibleFrom: 6 },
  request: message('OffsetFetch', {
    groups: before(8, one(inline(groupAsked)), array(struct(groupAsked))),
    requireStable: since(7, boolean, false),
  }),
  response: message('OffsetFetch', {
    _throttleTimeMs: throttleTimeMs(3),
    groups: before(8, one(inline(groupFound)), array(struct(groupFound))),
  }),
}
