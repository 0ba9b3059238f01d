/** What the model's own consumer and producer ask, as plain data. */
import type { TopicPartition, TopicPartitionOffset } from '../topic-partition.ts'

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
  /** What a real client sent, which may say more; absent: it is the model's own. */
  readonly bytes?: Uint8Array
}

/** A member that leaves: by its id, or by its instance id alone (''), as an administrator does. */
export interface LeavingMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
}

/** What the model's own consumer and producer ask. */
export type ClientRequest =
  | {
      readonly api: 'Metadata'
      /** Topics that are to be told of at length; null: none, as the model's own client asks. */
      readonly describe: TopicsAsked | null
    }
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
      /** Absent: a new member is sent back for an id, as from version 4 on. */
      readonly needsNoId?: true
      /** Absent: `consumer`. */
      readonly protocolType?: string
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
      readonly members: readonly LeavingMember[]
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
      /** What is asked of other groups in the same request. */
      readonly others?: readonly OffsetsAsked[]
    }
  | {
      readonly api: 'ListOffsets'
      readonly isolation: 'read_uncommitted' | 'read_committed'
      readonly partitions: readonly ListOffsetsEntry[]
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
      /** How much is taken at once of all partitions together; absent: all. */
      readonly maxBytes?: number
      /** Absent: it names all that it wants, and wants no session. */
      readonly session?: FetchSessionAsked
    }
  | {
      readonly api: 'InitProducerId'
      /** Null: an idempotent producer without transactions. */
      readonly transactionalId: string | null
      readonly transactionTimeoutMs: number
      /** Who the producer has been until now; absent: it does not say (KIP-360). */
      readonly before?: { readonly producerId: number; readonly producerEpoch: number }
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

export interface CommitEntry extends TopicPartitionOffset {
  readonly leaderEpoch: number
  readonly metadata: string
}

/** Of which partitions the committed offsets of a group are wanted. */
export interface OffsetsAsked {
  readonly groupId: string
  readonly partitions: readonly TopicPartition[]
}

export interface FetchEntry extends TopicPartitionOffset {
  /** What the client believes; -1: do not check. */
  readonly currentLeaderEpoch: number
  /** How much of it is taken at once; absent: all. */
  readonly maxBytes?: number
}

/** A session that a fetch begins (epoch 0), ends (0 and -1) or goes on with. */
export interface FetchSessionAsked {
  /** 0: none. */
  readonly id: number
  readonly epoch: number
  readonly forgotten: readonly TopicPartition[]
}

export interface MemberAssignment {
  readonly memberId: string
  readonly partitions: readonly TopicPartition[]
}

/** A partition of which an end is wanted, or where it was at a time. */
export interface ListOffsetsEntry extends TopicPartition {
  /** Where the log begins or ends, its youngest record, or a time: milliseconds since 1970. */
  readonly at: 'earliest' | 'latest' | 'max-timestamp' | number
  /** What the client believes; -1: do not check. */
  readonly leaderEpoch: number
}

/** Which topics a client wants to know of. */
export interface TopicsAsked {
  /** Null: all of them. */
  readonly topics: readonly string[] | null
  /** A topic that nobody knows is created. */
  readonly allowAutoTopicCreation: boolean
}
