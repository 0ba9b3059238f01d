/**
 * OffsetDelete, version 0: forget what a group has committed of partitions.
 *
 *     Request  => group_id:STRING [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32
 *     Response => error_code:INT16 throttle_time_ms:INT32 [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 error_code:INT16
 *
 * Source: `OffsetDeleteRequest.json`, `OffsetDeleteResponse.json` of apache/kafka. kafkajs does not
 * speak it.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'
import { type TopicResults, writeTopicResults } from './topics.ts'

/** The partitions of one topic whose committed offsets go. */
export interface OffsetDeleteTopic {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

/** OffsetDelete, version 0. */
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

/** The broker's side of OffsetDelete. */
export const offsetDelete: Codec<OffsetDeleteRequest, OffsetDeleteResponse> = {
  ...{ api: 'OffsetDelete', key: 47, minVersion: 0, maxVersion: 0 },
  decode: (reader) => ({
    api: 'OffsetDelete',
    groupId: reader.string(),
    topics: reader.array(readTopic),
  }),
  encode: (writer, { errorCode, topics }) => {
    writer.int16(errorCode)
    writer.int32(throttleTimeMs)
    writeTopicResults(writer, topics)
  },
}

function readTopic(reader: Reader): OffsetDeleteTopic {
  return { name: reader.string(), partitionIndexes: reader.int32Array() }
}
