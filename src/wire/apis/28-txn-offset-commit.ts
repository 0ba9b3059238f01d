/**
 * TxnOffsetCommit, version 1: offsets that count once their transaction commits.
 *
 *     Request  => transactional_id:STRING group_id:STRING producer_id:INT64 producer_epoch:INT16
 *                 [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 committed_offset:INT64
 *                       committed_metadata:NULLABLE_STRING
 *     Response => throttle_time_ms:INT32 [topics]
 *       topics => name:STRING [partitions]
 *         partitions => partition_index:INT32 error_code:INT16
 *
 * Source: `TxnOffsetCommitRequest.json`, `TxnOffsetCommitResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import {
  type CommitTopic,
  readCommitTopic,
  type TopicResults,
  writeTopicResults,
} from './topics.ts'

/** TxnOffsetCommit, version 1: it names no generation and no member, so it fences no zombie. */
export interface TxnOffsetCommitRequest {
  readonly api: 'TxnOffsetCommit'
  readonly transactionalId: string
  readonly groupId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly topics: readonly CommitTopic[]
}

/** Answers `TxnOffsetCommitRequest`. */
export interface TxnOffsetCommitResponse {
  readonly api: 'TxnOffsetCommit'
  readonly topics: readonly TopicResults[]
}

/** The broker's side of TxnOffsetCommit. */
export const txnOffsetCommit: Codec<TxnOffsetCommitRequest, TxnOffsetCommitResponse> = {
  ...{ api: 'TxnOffsetCommit', key: 28, minVersion: 1, maxVersion: 1 },
  decode: (reader) => ({
    api: 'TxnOffsetCommit',
    transactionalId: reader.string(),
    groupId: reader.string(),
    producerId: reader.int64(),
    producerEpoch: reader.int16(),
    topics: reader.array(readCommitTopic),
  }),
  encode: (writer, { topics }) => {
    writer.int32(throttleTimeMs)
    writeTopicResults(writer, topics)
  },
}
