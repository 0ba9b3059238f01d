/** The offsets topic as data: its log, and the committed offsets that it amounts to. */

import type { GroupSnapshot } from '../group/group-snapshot.ts'
import type { CommitEntry } from '../network/client-requests.ts'
import type { ResponseOf } from '../network/requests.ts'
import type { TopicPartition } from '../topic-partition.ts'

/** What one request wrote to the offsets topic; immutable. */
export type OffsetsEntry =
  | {
      readonly kind: 'offsets'
      readonly groupId: string
      /** -1: a plain commit. */
      readonly producerId: number
      readonly producerEpoch: number
      /** The number of the commit in the history; -1: from before the run. */
      readonly commit: number
      readonly offsets: readonly CommitEntry[]
    }
  | {
      readonly kind: 'marker'
      readonly producerId: number
      readonly producerEpoch: number
      readonly committed: boolean
    }
  | { readonly kind: 'group'; readonly group: GroupSnapshot }
  | {
      readonly kind: 'offsets-deleted'
      readonly groupId: string
      readonly partitions: readonly TopicPartition[]
    }
  | { readonly kind: 'group-deleted'; readonly groupId: string }

/** A commit that is answered when the log is replicated up to `end`. */
export interface HeldCommit {
  readonly ticket: number
  /** What it is answered then. */
  readonly answer: ResponseOf<'OffsetCommit'> | ResponseOf<'TxnOffsetCommit'>
  readonly end: number
}

/** The committed offset of one partition; `position` is its place in the log. */
export interface CommittedOffset {
  readonly groupId: string
  entry: CommitEntry
  position: number
}

/** An offset that a transaction will commit if it is committed itself. */
export interface PendingOffset {
  readonly groupId: string
  readonly producerId: number
  readonly commit: number
  readonly entry: CommitEntry
  readonly position: number
}

/** The one partition of `__consumer_offsets` that the model's groups live in. */
export interface OffsetsTopic {
  /** The broker that is the group coordinator. */
  leader: number
  readonly replicationFactor: number
  inSyncReplicas: number
  /** The coordinator is reading the log and answers COORDINATOR_LOAD_IN_PROGRESS. */
  loading: boolean
  readonly log: OffsetsEntry[]
  /** The number of entries that are replicated. */
  highWatermark: number
  /** In order of arrival. */
  readonly held: HeldCommit[]
  /** What OffsetFetch shows, in order of the partitions' first commit. */
  readonly committed: CommittedOffset[]
  /** In log order. */
  readonly pending: PendingOffset[]
}
