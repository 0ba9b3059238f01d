/**
 * OffsetDelete: forget what a group has committed of partitions.
 *
 * Source: `OffsetDeleteRequest.json`, `OffsetDeleteResponse.json` of apache/kafka. kafkajs does not
 * speak it.
 */
import type { Codec } from '../codec.ts'
import { array, int16, int32, message, string, struct, throttleTimeMs } from '../schema.ts'
import { type TopicResults, topicResults } from './topics.ts'

/** The partitions of one topic whose committed offsets go. */
export interface OffsetDeleteTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

/** Whose offsets. */
export interface OffsetDeleteRequest {
  readonly api: 'OffsetDelete'
  readonly groupId: string
  readonly topics: readonly OffsetDeleteTopic[]
}

/** Answers `OffsetDeleteRequest`; with an error of the whole there are no topics. */
export interface OffsetDeleteResponse {
  readonly api: 'OffsetDelete'
  readonly errorCode: number
  readonly topics: readonly TopicResults[]
}

/** OffsetDelete, as a broker speaks it. */
export const offsetDelete: Codec<OffsetDeleteRequest, OffsetDeleteResponse> = {
  ...{ api: 'OffsetDelete', key: 47, minVersion: 0, maxVersion: 0 },
  request: message('OffsetDelete', {
    groupId: string,
    topics: array(struct<OffsetDeleteTopic>({ name: string, partitionIndexes: array(int32) })),
  }),
  response: message('OffsetDelete', {
    errorCode: int16,
    _throttleTimeMs: throttleTimeMs(),
    topics: array(topicResults),
  }),
}
