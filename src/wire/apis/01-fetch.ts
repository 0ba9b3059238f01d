/**
 * Fetch: read records.
 *
 * Left out: topics by their ids (from version 13 on), epochs that diverge (12: brokers ask).
 * Source: `FetchRequest.json`, `FetchResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  always,
  array,
  int8,
  int16,
  int32,
  int64,
  message,
  nullableArray,
  nullableBytes,
  since,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'

/** Where to read one partition from. */
export interface FetchPartition {
  readonly partition: number
  /** -1: do not check. */
  readonly currentLeaderEpoch: number
  readonly fetchOffset: number
  /** Of a follower; -1: a consumer. */
  readonly logStartOffset: number
  readonly partitionMaxBytes: number
}

/** Where to read one topic from. */
export interface FetchTopic {
  readonly topic: string
  readonly partitions: readonly FetchPartition[]
}

/** Partitions to take out of a fetch session. */
export interface ForgottenTopic {
  readonly topic: string
  readonly partitions: readonly number[]
}

/** What to read, and how long to wait for it. */
export interface FetchRequest {
  readonly api: 'Fetch'
  /** -1: a consumer. */
  readonly replicaId: number
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes: number
  /** 0: read uncommitted; 1: read committed. */
  readonly isolationLevel: number
  /** kafkajs keeps no session: id 0, epoch -1, nothing forgotten. Epoch 0 asks for a new one. */
  readonly sessionId: number
  readonly sessionEpoch: number
  readonly topics: readonly FetchTopic[]
  readonly forgottenTopicsData: readonly ForgottenTopic[]
  readonly rackId: string
}

/** A transaction that was aborted: from which offset on to skip a producer's records. */
export interface AbortedTransaction {
  readonly producerId: number
  readonly firstOffset: number
}

/** What was read from one partition. */
export interface FetchPartitionResult {
  readonly partitionIndex: number
  readonly errorCode: number
  readonly highWatermark: number
  readonly lastStableOffset: number
  readonly logStartOffset: number
  /** In order of their first offsets; null when the reader asked for uncommitted records. */
  readonly abortedTransactions: readonly AbortedTransaction[] | null
  /** -1: none. */
  readonly preferredReadReplica: number
  readonly records: Buffer | null
}

/** What was read from one topic. */
export interface FetchTopicResult {
  readonly topic: string
  readonly partitions: readonly FetchPartitionResult[]
}

/** Answers `FetchRequest`. kafkajs never looks at the error on top, only at each partition's. */
export interface FetchResponse {
  readonly api: 'Fetch'
  readonly errorCode: number
  readonly sessionId: number
  readonly responses: readonly FetchTopicResult[]
}

/** Fetch, as a broker speaks it. */
export const fetch: Codec<FetchRequest, FetchResponse> = {
  ...{ api: 'Fetch', key: 1, minVersion: 4, maxVersion: 12, flexibleFrom: 12 },
  request: message('Fetch', {
    replicaId: int32,
    maxWaitMs: int32,
    minBytes: int32,
    maxBytes: int32,
    isolationLevel: int8,
    sessionId: since(7, int32, 0),
    sessionEpoch: since(7, int32, -1),
    topics: array(
      struct<FetchTopic>({
        topic: string,
        partitions: array(
          struct<FetchPartition>({
            partition: int32,
            currentLeaderEpoch: since(9, int32, -1),
            fetchOffset: int64,
            _lastFetchedEpoch: always(int32, -1, 12),
            logStartOffset: since(5, int64, -1),
            partitionMaxBytes: int32,
          }),
        ),
      }),
    ),
    forgottenTopicsData: since(
      7,
      array(struct<ForgottenTopic>({ topic: string, partitions: array(int32) })),
      [],
    ),
    rackId: since(11, string, ''),
  }),
  response: message('Fetch', {
    _throttleTimeMs: throttleTimeMs(),
    errorCode: since(7, int16, 0),
    sessionId: since(7, int32, 0),
    responses: array(
      struct<FetchTopicResult>({
        topic: string,
        partitions: array(
          struct<FetchPartitionResult>({
            partitionIndex: int32,
            errorCode: int16,
            highWatermark: int64,
            lastStableOffset: int64,
            logStartOffset: since(5, int64, -1),
            abortedTransactions: nullableArray(
              struct<AbortedTransaction>({ producerId: int64, firstOffset: int64 }),
            ),
            preferredReadReplica: since(11, int32, -1),
            records: nullableBytes,
          }),
        ),
      }),
    ),
  }),
}
