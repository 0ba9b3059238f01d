/**
 * TxnOffsetCommit: offsets that count once their transaction commits.
 *
 * Source: `TxnOffsetCommitRequest.json`, `TxnOffsetCommitResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  array,
  int16,
  int32,
  int64,
  message,
  nullableString,
  since,
  string,
  throttleTimeMs,
} from '../schema.ts'
import { type CommitTopic, commitTopic, type TopicResults, topicResults } from './topics.ts'

/** What to commit. Below version 3 it names no generation and no member, so it fences no zombie. */
export interface TxnOffsetCommitRequest {
  readonly api: 'TxnOffsetCommit'
  readonly transactionalId: string
  readonly groupId: string
  readonly producerId: number
  readonly producerEpoch: number
  /** -1 with an empty member id: from outside the group. */
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly topics: readonly CommitTopic[]
}

/** Answers `TxnOffsetCommitRequest`. */
export interface TxnOffsetCommitResponse {
  readonly api: 'TxnOffsetCommit'
  readonly topics: readonly TopicResults[]
}

/** TxnOffsetCommit, as a broker speaks it. */
export const txnOffsetCommit: Codec<TxnOffsetCommitRequest, TxnOffsetCommitResponse> = {
  ...{ api: 'TxnOffsetCommit', key: 28, minVersion: 0, maxVersion: 3, flexibleFrom: 3 },
  request: message('TxnOffsetCommit', {
    transactionalId: string,
    groupId: string,
    producerId: int64,
    producerEpoch: int16,
    generationId: since(3, int32, -1),
    memberId: since(3, string, ''),
    groupInstanceId: since(3, nullableString, null),
    topics: array(commitTopic({ leaderEpoch: since(2, int32, -1) })),
  }),
  response: message('TxnOffsetCommit', {
    _throttleTimeMs: throttleTimeMs(),
    topics: array(topicResults),
  }),
}
