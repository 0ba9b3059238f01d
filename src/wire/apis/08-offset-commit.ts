/**
 * OffsetCommit, version 5: say how far a group has got.
 *
 *     Request  => group_id:STRING generation_id:INT32 member_id:STRING [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 committed_offset:INT64
 *                       committed_metadata:NULLABLE_STRING
 *     Response => throttle_time_ms:INT32 [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 error_code:INT16
 *
 * Source: `OffsetCommitRequest.json`, `OffsetCommitResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import {
  type CommitTopic,
  readCommitTopic,
  type TopicResults,
  writeTopicResults,
} from './topics.ts'

/** OffsetCommit, version 5. */
export interface OffsetCommitRequest {
  readonly api: 'OffsetCommit'
  readonly groupId: string
  /** -1 with an empty member id: from outside the group. */
  readonly generationId: number
  readonly memberId: string
  readonly topics: readonly CommitTopic[]
}

/** Answers `OffsetCommitRequest`. */
export interface OffsetCommitResponse {
  readonly api: 'OffsetCommit'
  readonly topics: readonly TopicResults[]
}

/** The broker's side of OffsetCommit. */
export const offsetCommit: Codec<OffsetCommitRequest, OffsetCommitResponse> = {
  ...{ api: 'OffsetCommit', key: 8, minVersion: 5, maxVersion: 5 },
  decode: (reader) => ({
    api: 'OffsetCommit',
    groupId: reader.string(),
    generationId: reader.int32(),
    memberId: reader.string(),
    topics: reader.array(readCommitTopic),
  }),
  encode: (writer, { topics }) => {
    writer.int32(throttleTimeMs)
    writeTopicResults(writer, topics)
  },
}
