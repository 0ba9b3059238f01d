/**
 * OffsetCommit: say how far a group has got.
 *
 * Left out: how long to keep the offsets (below version 5), and when they were committed (1): here
 * they are kept as long as any. Version 0, which wrote to ZooKeeper.
 * Source: `OffsetCommitRequest.json`, `OffsetCommitResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  always,
  array,
  int32,
  int64,
  message,
  nullableString,
  since,
  string,
  throttleTimeMs,
} from '../schema.ts'
import { type CommitTopic, commitTopic, type TopicResults, topicResults } from './topics.ts'

/** What to commit. */
export interface OffsetCommitRequest {
  readonly api: 'OffsetCommit'
  readonly groupId: string
  /** -1 with an empty member id: from outside the group. */
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly topics: readonly CommitTopic[]
}

/** Answers `OffsetCommitRequest`. */
export interface OffsetCommitResponse {
  readonly api: 'OffsetCommit'
  readonly topics: readonly TopicResults[]
}

/** OffsetCommit, as a broker speaks it. */
export const offsetCommit: Codec<OffsetCommitRequest, OffsetCommitResponse> = {
  ...{ api: 'OffsetCommit', key: 8, minVersion: 1, maxVersion: 8, flexibleFrom: 8 },
  request: message('OffsetCommit', {
    groupId: string,
    generationId: int32,
    memberId: string,
    groupInstanceId: since(7, nullableString, null),
    _retentionTimeMs: always(int64, -1, 2, 4),
    topics: array(
      commitTopic({
        leaderEpoch: since(6, int32, -1),
        timestamp: always(int64, -1, 1, 1),
      }),
    ),
  }),
  response: message('OffsetCommit', {
    _throttleTimeMs: throttleTimeMs(3),
    topics: array(topicResults),
  }),
}
