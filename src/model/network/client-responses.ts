/** What a broker answers the model's own consumer and producer, as plain data. */
import type { KafkaErrorCode } from '../errors.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { CommitEntry, SubscriptionMetadata } from './client-requests.ts'
import type { FetchedRecord } from './records.ts'

export interface PartitionInfo extends TopicPartition {
  readonly leader: number
  readonly leaderEpoch: number
}

/** What a commit is answered, but for its API. */
export interface CommitAnswer {
  /** Of the first partition that is refused. */
  readonly error: KafkaErrorCode
  /** One per partition of the request, in its order; absent: all have the error. */
  readonly each?: readonly KafkaErrorCode[]
}

/** A topic at length. */
export interface TopicInfo {
  readonly topic: string
  readonly error: KafkaErrorCode
  readonly partitions: readonly ReplicatedPartition[]
}

/** A partition with the brokers that have it. */
export interface ReplicatedPartition extends PartitionInfo {
  readonly replicas: readonly number[]
  readonly inSync: readonly number[]
}

/** The offset that was asked for; -1 with an error, or where no record is of that time. */
export interface ListedOffset extends TopicPartition {
  readonly error: KafkaErrorCode
  readonly offset: number
  /** Of the record, if it was looked for by time; else -1. */
  readonly timestamp: number
  readonly leaderEpoch: number
}

export interface FetchedPartition extends TopicPartition {
  readonly error: KafkaErrorCode
  readonly fetchOffset: number
  readonly records: readonly FetchedRecord[]
  readonly highWatermark: number
  readonly lastStableOffset: number
  readonly logStart: number
}

/** What a group has committed. */
export interface OffsetsOfGroup {
  readonly error: KafkaErrorCode
  /** One entry per partition that has a committed offset. */
  readonly offsets: readonly CommitEntry[]
  /** Those with UNSTABLE_OFFSET_COMMIT; absent: none, or the whole request is refused. */
  readonly unstable?: readonly TopicPartition[]
}

/** What a broker answers them. */
export type ClientResponse =
  | {
      readonly api: 'Metadata'
      readonly error: KafkaErrorCode
      /** Goes up with every change (not part of the protocol). */
      readonly version: number
      readonly partitions: readonly PartitionInfo[]
      /** Those that the request wants to know more of. */
      readonly topics: readonly TopicInfo[]
    }
  | { readonly api: 'FindCoordinator'; readonly error: KafkaErrorCode; readonly broker: number }
  | {
      readonly api: 'JoinGroup'
      readonly error: KafkaErrorCode
      readonly generation: number
      readonly protocol: string
      readonly leader: string
      readonly memberId: string
      /** For the leader: everybody; else empty. In order of joining. */
      readonly members: readonly {
        readonly memberId: string
        readonly groupInstanceId: string | null
        readonly metadata: SubscriptionMetadata
      }[]
      /** Static leader that came back: keep the assignment that stands. */
      readonly skipAssignment: boolean
      /** Of that leader: its member id before. Below version 9 it is told this, and no members. */
      readonly ledAs?: string
    }
  | {
      readonly api: 'SyncGroup'
      readonly error: KafkaErrorCode
      readonly assignment: readonly TopicPartition[]
    }
  | { readonly api: 'Heartbeat'; readonly error: KafkaErrorCode }
  | {
      readonly api: 'LeaveGroup'
      /** Of the whole request, or of the first member that is refused. */
      readonly error: KafkaErrorCode
      /** One per member of the request; absent: the whole request is refused. */
      readonly each?: readonly KafkaErrorCode[]
    }
  | ({ readonly api: 'OffsetCommit' } & CommitAnswer)
  | ({
      readonly api: 'OffsetFetch'
      /** Of the other groups of the request, in its order; absent: none, or it is refused. */
      readonly others?: readonly OffsetsOfGroup[]
    } & OffsetsOfGroup)
  | {
      readonly api: 'ListOffsets'
      readonly error: KafkaErrorCode
      /** In the order of the request. */
      readonly partitions: readonly ListedOffset[]
    }
  | {
      readonly api: 'OffsetsForLeaderEpoch'
      readonly error: KafkaErrorCode
      readonly leaderEpoch: number
      readonly endOffset: number
    }
  | {
      readonly api: 'Fetch'
      readonly error: KafkaErrorCode
      /** Absent: none was given out. */
      readonly sessionId?: number
      readonly partitions: readonly FetchedPartition[]
    }
  | {
      readonly api: 'InitProducerId'
      readonly error: KafkaErrorCode
      readonly producerId: number
      readonly producerEpoch: number
    }
  | { readonly api: 'AddPartitionsToTxn'; readonly error: KafkaErrorCode }
  | { readonly api: 'AddOffsetsToTxn'; readonly error: KafkaErrorCode }
  | ({ readonly api: 'TxnOffsetCommit' } & CommitAnswer)
  | { readonly api: 'EndTxn'; readonly error: KafkaErrorCode }
