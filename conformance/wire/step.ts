/**
 * Sequences of requests, as data: what is sent does not name ids, but who was told them.
 *
 * The same sequence is played by the model and by a real broker, which give out ids of their own.
 * So a step says "the id that member 1 was told last", and each side puts in what it was told.
 * Group -1 is the one without a name.
 */

/** The time from which those of records count, in milliseconds since 1970. */
export const recordTimeMs = 1_760_000_000_000

/** Whose id: what that member was told last (or before that), nobody's, or none at all. */
export type MemberRef =
  | { readonly of: number; readonly before?: true }
  | { readonly of: 'nobody' | 'none' }

/** The generation that a member was told last, and so many after it; `simple`: -1. */
export type GenerationRef =
  | { readonly of: number; readonly plus: number }
  | { readonly of: 'simple' }

/** The identity that a producer was told last; its epoch and so many after it. */
export interface ProducerRef {
  readonly producer: number
  readonly plus: number
}

export interface CommittedPartition {
  readonly topic: TopicRef
  readonly partition: number
  readonly offset: number
  /** How many characters of metadata; null: none. */
  readonly metadata: number | null
}

/** 0: the topic of the sequence; 1: another one; `unknown`: one that does not exist. */
export type TopicRef = 0 | 1 | 'unknown'

export interface PartitionRef {
  readonly topic: TopicRef
  readonly partition: number
}

/** From which offset on a partition is read. */
export interface FetchedFrom extends PartitionRef {
  readonly offset: number
}

/** The session that a client was told last: ended for another one or for none, or gone on with. */
export interface SessionRef {
  readonly of: number
  /** A number: the epoch that comes next, and so many after it. */
  readonly epoch: 'begin' | 'end' | number
}

interface OfMember {
  readonly member: MemberRef
  readonly instance: number | null
}

/** One request, of a client (a connection of its own, more while one is held) to a broker. */
export type Step =
  | {
      readonly api: 'JoinGroup'
      readonly client: number
      readonly group: number
      readonly member: MemberRef
      readonly instance: number | null
      readonly sessionMs: number
      readonly rebalanceMs: number
      /** The names of the protocols it offers, the one it prefers first. */
      readonly protocols: readonly string[]
      /** Absent: that of consumers. */
      readonly protocolType?: string
      /** Distinguishes what it subscribes to, which others are told. */
      readonly subscription: number
    }
  | (OfMember & {
      readonly api: 'SyncGroup'
      readonly client: number
      readonly group: number
      readonly generation: GenerationRef
      /** Whether it assigns to the members that it was told of, as a leader does. */
      readonly assigns: boolean
    })
  | (OfMember & {
      readonly api: 'Heartbeat'
      readonly client: number
      readonly group: number
      readonly generation: GenerationRef
    })
  | {
      readonly api: 'LeaveGroup'
      readonly client: number
      readonly group: number
      readonly members: readonly OfMember[]
    }
  | {
      readonly api: 'OffsetCommit'
      readonly client: number
      readonly group: number
      readonly member: MemberRef
      readonly generation: GenerationRef
      readonly offsets: readonly CommittedPartition[]
    }
  | {
      readonly api: 'OffsetFetch'
      readonly client: number
      readonly group: number
      /** Null: all that the group has. */
      readonly partitions: readonly PartitionRef[] | null
      /** Whether it is to tell of transactions under way. */
      readonly stable?: true
      /** Absent: 7 where it is to tell of them, else that of kafkajs. */
      readonly version?: 5 | 6 | 7
    }
  | {
      readonly api: 'OffsetDelete'
      readonly client: number
      readonly group: number
      readonly partitions: readonly PartitionRef[]
    }
  | { readonly api: 'DescribeGroups'; readonly client: number; readonly groups: readonly number[] }
  /** Only those of the sequence are looked at. */
  | { readonly api: 'ListGroups'; readonly client: number }
  | { readonly api: 'DeleteGroups'; readonly client: number; readonly groups: readonly number[] }
  | {
      readonly api: 'InitProducerId'
      readonly client: number
      readonly producer: number
      /** Which transactional id; null: none. */
      readonly transactional: number | null
      readonly timeoutMs: number
    }
  | (ProducerRef & {
      readonly api: 'AddPartitionsToTxn'
      readonly client: number
      readonly transactional: number
      readonly partitions: readonly PartitionRef[]
    })
  | (ProducerRef & {
      readonly api: 'AddOffsetsToTxn'
      readonly client: number
      readonly transactional: number
      readonly group: number
    })
  | (ProducerRef & {
      readonly api: 'TxnOffsetCommit'
      readonly client: number
      readonly transactional: number
      readonly group: number
      readonly offsets: readonly CommittedPartition[]
    })
  | (ProducerRef & {
      readonly api: 'EndTxn'
      readonly client: number
      readonly transactional: number
      readonly commit: boolean
    })
  | {
      readonly api: 'Produce'
      readonly client: number
      /** Null: a plain producer. */
      readonly by: ProducerRef | null
      readonly transactional: number | null
      readonly topic: TopicRef
      readonly partition: number
      /** The next sequence number and so many after it. */
      readonly sequencePlus: number
      readonly records: number
      /** When each record was made, by {@link recordTimeMs}; absent: all then. */
      readonly times?: readonly number[]
    }
  | {
      readonly api: 'Fetch'
      readonly client: number
      readonly topic: TopicRef
      readonly partition: number
      readonly offset: number
      readonly committedOnly: boolean
      /** Absent: none, and none is wanted. */
      readonly session?: { readonly id: number; readonly epoch: number }
    }
  /** In a fetch session. */
  | {
      readonly api: 'Fetch'
      readonly client: number
      readonly session: SessionRef
      readonly partitions: readonly FetchedFrom[]
      readonly forgotten: readonly PartitionRef[]
      readonly committedOnly: boolean
    }
  | {
      readonly api: 'DeleteRecords'
      readonly client: number
      readonly topic: TopicRef
      readonly partition: number
      /** -1: all that are replicated. */
      readonly offset: number
    }
  | {
      readonly api: 'ListOffsets'
      readonly client: number
      readonly topic: TopicRef
      readonly partition: number
      /** A time is by {@link recordTimeMs}; below 0 it is a number of Kafka's own. */
      readonly at: 'earliest' | 'latest' | 'max-timestamp' | number
      /** Absent: that of kafkajs. */
      readonly version?: 4 | 5 | 6 | 7
      /** What the client believes; absent: nothing is said. */
      readonly leaderEpoch?: number
      readonly committedOnly: boolean
    }
  | {
      readonly api: 'CreatePartitions'
      readonly client: number
      readonly topic: TopicRef
      readonly count: number
    }
  | { readonly api: 'Metadata'; readonly client: number; readonly topics: readonly TopicRef[] }
  | {
      readonly api: 'FindCoordinator'
      readonly client: number
      readonly type: 'group' | 'transaction'
      readonly key: number
    }
  /** Nobody asks anything for so long, in milliseconds. */
  | { readonly api: 'wait'; readonly ms: number }
  /** Something happens to the cluster; held requests are lost, and connections are new. */
  | { readonly api: 'event'; readonly event: ClusterEvent }

/**
 * The broker that leads everything ends, cleanly or killed, and another one leads; or everybody
 * waits until the offsets of groups without members have expired.
 */
export type ClusterEvent = 'clean-restart' | 'unclean-restart' | 'expiry'

export type RequestStep = Exclude<Step, { readonly api: 'wait' | 'event' }>

/** A sequence, and what the cluster is like in which it is played. */
export interface Sequence {
  /** Which of the seeded sequences: its steps are drawn from the seed and this number. */
  readonly number: number
  readonly steps: readonly Step[]
}

/** How a step is told, in a line. */
export function tellStep(step: Step): string {
  if (step.api === 'wait') return `wait ${step.ms} ms`
  if (step.api === 'event') return step.event
  const { api, ...rest } = step
  return `${api} ${JSON.stringify(rest)}`
}
