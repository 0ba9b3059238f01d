/**
 * Requests and responses as plain data: the border between clients and the cluster.
 *
 * Field names follow the protocol. Topic-partitions are `{topic, partition}`; -1 means "none" for
 * generations, epochs and offsets, '' for member ids, null for instance ids.
 *
 * Source: `clients/src/main/resources/common/message/*.json` of apache/kafka, and reference A.
 */

import type { KafkaErrorCode } from '../errors.ts'
import type { TopicPartition, TopicPartitionOffset } from '../topic-partition.ts'
import type { ApplicationRequest, ApplicationResponse } from './application-requests.ts'
import type { FetchedRecord } from './records.ts'

export interface MemberProtocol {
  readonly name: string
  /** What the member subscribes to and owns (cooperative), as the assignor sees it. */
  readonly metadata: SubscriptionMetadata
}

export interface SubscriptionMetadata {
  readonly topics: readonly string[]
  readonly owned: readonly TopicPartition[]
  /** The generation in which `owned` was assigned. */
  readonly generation: number
}

export type Request =
  | { readonly api: 'Metadata' }
  | {
      readonly api: 'FindCoordinator'
      readonly keyType: 'group' | 'transaction'
      readonly key: string
    }
  | {
      readonly api: 'JoinGroup'
      /** From the request header: the instance's name. */
      readonly clientId: string
      readonly groupId: string
      readonly memberId: string
      readonly groupInstanceId: string | null
      readonly sessionTimeoutMs: number
      readonly rebalanceTimeoutMs: number
      readonly protocols: readonly MemberProtocol[]
    }
  | {
      readonly api: 'SyncGroup'
      readonly groupId: string
      readonly generation: number
      readonly memberId: string
      readonly groupInstanceId: string | null
      /** From the leader only. */
      readonly assignments: readonly MemberAssignment[]
    }
  | {
      readonly api: 'Heartbeat'
      readonly groupId: string
      readonly generation: number
      readonly memberId: string
      readonly groupInstanceId: string | null
    }
  | {
      readonly api: 'LeaveGroup'
      readonly groupId: string
      readonly memberId: string
      readonly groupInstanceId: string | null
    }
  | {
      readonly api: 'OffsetCommit'
      readonly groupId: string
      readonly generation: number
      readonly memberId: string
      readonly groupInstanceId: string | null
      readonly offsets: readonly CommitEntry[]
      /** The number of this commit in the history (not part of the protocol). */
      readonly commit: number
    }
  | {
      readonly api: 'OffsetFetch'
      readonly groupId: string
      readonly partitions: readonly TopicPartition[]
      readonly requireStable: boolean
    }
  | {
      readonly api: 'ListOffsets'
      readonly partition: TopicPartition
      readonly at: 'earliest' | 'latest'
      readonly isolation: 'read_uncommitted' | 'read_committed'
      readonly leaderEpoch: number
    }
  | {
      readonly api: 'OffsetsForLeaderEpoch'
      readonly partition: TopicPartition
      readonly leaderEpoch: number
      readonly currentLeaderEpoch: number
    }
  | {
      readonly api: 'Fetch'
      readonly isolation: 'read_uncommitted' | 'read_committed'
      readonly partitions: readonly FetchEntry[]
    }
  | {
      readonly api: 'InitProducerId'
      /** Null: an idempotent producer without transactions. */
      readonly transactionalId: string | null
      readonly transactionTimeoutMs: number
    }
  /** Sent before a producer's first record of a transaction to a partition. */
  | {
      readonly api: 'AddPartitionsToTxn'
      readonly transactionalId: string
      readonly producerId: number
      readonly producerEpoch: number
      /** Empty from the model's own producer, whose output topic is not modelled. */
      readonly partitions: readonly TopicPartition[]
    }
  | {
      readonly api: 'AddOffsetsToTxn'
      readonly transactionalId: string
      readonly producerId: number
      readonly producerEpoch: number
      readonly groupId: string
    }
  | {
      readonly api: 'TxnOffsetCommit'
      readonly transactionalId: string
      readonly groupId: string
      readonly producerId: number
      readonly producerEpoch: number
      readonly generation: number
      readonly memberId: string
      readonly groupInstanceId: string | null
      readonly offsets: readonly CommitEntry[]
      readonly commit: number
    }
  | {
      readonly api: 'EndTxn'
      readonly transactionalId: string
      readonly producerId: number
      readonly producerEpoch: number
      readonly committed: boolean
    }
  | ApplicationRequest

export interface CommitEntry extends TopicPartitionOffset {
  readonly leaderEpoch: number
  readonly metadata: string
}

export interface FetchEntry extends TopicPartitionOffset {
  /** What the client believes; -1: do not check. */
  readonly currentLeaderEpoch: number
}

export interface MemberAssignment {
  readonly memberId: string
  readonly partitions: readonly TopicPartition[]
}

export interface PartitionInfo extends TopicPartition {
  readonly leader: number
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

export type Response =
  | {
      readonly api: 'Metadata'
      readonly error: KafkaErrorCode
      /** Goes up with every change (not part of the protocol). */
      readonly version: number
      readonly partitions: readonly PartitionInfo[]
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
    }
  | {
      readonly api: 'SyncGroup'
      readonly error: KafkaErrorCode
      readonly assignment: readonly TopicPartition[]
    }
  | { readonly api: 'Heartbeat'; readonly error: KafkaErrorCode }
  | { readonly api: 'LeaveGroup'; readonly error: KafkaErrorCode }
  /** One error for all partitions: no rule of the model tells those of one request apart. */
  | { readonly api: 'OffsetCommit'; readonly error: KafkaErrorCode }
  | {
      readonly api: 'OffsetFetch'
      readonly error: KafkaErrorCode
      /** One entry per partition that has a committed offset. */
      readonly offsets: readonly CommitEntry[]
    }
  | {
      readonly api: 'ListOffsets'
      readonly error: KafkaErrorCode
      readonly offset: number
      readonly leaderEpoch: number
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
  | { readonly api: 'TxnOffsetCommit'; readonly error: KafkaErrorCode }
  | { readonly api: 'EndTxn'; readonly error: KafkaErrorCode }
  | ApplicationResponse

export type Api = Request['api']
export type RequestOf<A extends Api> = Extract<Request, { readonly api: A }>
export type ResponseOf<A extends Api> = Extract<Response, { readonly api: A }>
