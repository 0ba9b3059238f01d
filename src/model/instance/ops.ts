/** Strategies as the model runs them: programs, and the operations that they yield, as data. */
import type { KafkaException } from '../errors.ts'
import type {
  Offsets,
  TopicPartition,
  TopicPartitionOffset,
  TopicPartitionTime,
} from '../topic-partition.ts'

/** A program, or a part of one: yields operations to the world and ends with a `T`. */
// biome-ignore lint/suspicious/noExplicitAny: what the world tells back depends on the operation.
export type Program<T> = Generator<Op, T, any>

/** What the model needs of a strategy; the strategies' own type is wider. */
export interface Runnable {
  readonly name: string
  /** The most instances that run at once in production; absent: any number. */
  readonly membersMax?: number
  /** How many consumers, each with its own run of the program, a process has; absent: one. */
  readonly consumersPerProcess?: number
  /**
   * Suffixes of topics that exist besides the run's. A process has one more consumer for each, in a
   * group of the same suffix: it is handed what members have handed on to there.
   */
  readonly retryTopics?: readonly string[]
  /** How many partitions each of them has, and the dead letter topic; absent: one. */
  readonly retryPartitions?: number
  /**
   * The suffix of the topic of what has failed for good. Where it is one of `retryTopics`, too,
   * what is done there is other work: what always fails elsewhere need not fail there.
   */
  readonly deadLetterTopic?: string
  /** Topics that it reads besides the run's, in the same group; they have records as that has. */
  readonly otherTopics?: readonly string[]
  /** Asked to stop, it wakes its consumer only out of poll; absent: out of any call that waits. */
  readonly wakesOnlyPoll?: boolean
  // biome-ignore lint/suspicious/noExplicitAny: the services are typed in strategies/strategy.ts.
  run(services: any): Program<void>
}

/** A strategy that cannot be run at all: a mistake of its author, told in one line. */
export class StrategyFailure extends Error {
  override readonly name = 'StrategyFailure'
}

/** A record as poll returns it. */
export interface ConsumerRecord extends TopicPartitionOffset {
  readonly key: string
  readonly leaderEpoch: number
  /** Absent: it was sent without any. */
  readonly headers?: RecordHeaders
}

/** Kafka's headers, with values of ASCII text: a name stands once. */
export type RecordHeaders = Readonly<Record<string, string>>

/** What may be sent to another topic: a record as it was polled, or one of the program's own. */
export type Outgoing = Partial<
  Pick<ConsumerRecord, 'topic' | 'partition' | 'offset' | 'key' | 'headers'> & {
    /** In which partition of the other topic it is to stand; absent: in its first. */
    readonly toPartition: number
  }
>

/** Who a consumer is in its group, for a transaction that commits its offsets. */
export interface ConsumerGroupMetadata {
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
}

/** Runs inside `poll()` (and `close()`, `unsubscribe()`), as in the real client. */
export interface RebalanceListener {
  onPartitionsRevoked?(partitions: readonly TopicPartition[]): Program<void>
  /** Absent: `onPartitionsRevoked` is called instead, as the Java default does. */
  onPartitionsLost?(partitions: readonly TopicPartition[]): Program<void>
  onPartitionsAssigned?(partitions: readonly TopicPartition[]): Program<void>
}

/** Called with the offsets of the request; `error` null: committed. */
export type OffsetCommitCallback = (offsets: Offsets, error: KafkaException | null) => Program<void>

/** A store or producer transaction, by its number in the history. */
export interface Transaction {
  readonly transaction: number
}

export type ConsumerOp =
  | {
      readonly op: 'subscribe'
      readonly topics: readonly string[]
      readonly listener: RebalanceListener | null
    }
  | { readonly op: 'unsubscribe' }
  | { readonly op: 'assign'; readonly partitions: readonly TopicPartition[] }
  | { readonly op: 'assignment' }
  | { readonly op: 'partitions-for'; readonly topic: string }
  | { readonly op: 'poll'; readonly timeoutMs: number }
  | { readonly op: 'commit-sync'; readonly offsets: Offsets | null }
  | {
      readonly op: 'commit-async'
      readonly offsets: Offsets | null
      readonly callback: OffsetCommitCallback | null
    }
  | { readonly op: 'seek'; readonly partition: TopicPartition; readonly offset: number }
  | { readonly op: 'seek-to-beginning'; readonly partitions: readonly TopicPartition[] }
  | { readonly op: 'seek-to-end'; readonly partitions: readonly TopicPartition[] }
  | { readonly op: 'position'; readonly partition: TopicPartition }
  | { readonly op: 'committed'; readonly partitions: readonly TopicPartition[] }
  | { readonly op: 'offset-for-time'; readonly at: TopicPartitionTime }
  | { readonly op: 'pause'; readonly partitions: readonly TopicPartition[] }
  | { readonly op: 'resume'; readonly partitions: readonly TopicPartition[] }
  | { readonly op: 'paused' }
  /** What poll returned is not in the caller's hands yet: a stop may come before it is. */
  | { readonly op: 'poll-returned' }
  | { readonly op: 'wakeup' }
  | { readonly op: 'close' }
  | { readonly op: 'group-metadata' }
  /** After a callback that an operation asked for has run; `error` is what it threw. */
  | { readonly op: 'callback-done'; readonly error: unknown }

export type ProducerOp =
  | { readonly op: 'init-transactions' }
  | { readonly op: 'begin-transaction' }
  | {
      readonly op: 'send-offsets'
      readonly offsets: Offsets
      readonly group: ConsumerGroupMetadata
    }
  | { readonly op: 'send'; readonly topic: string; readonly record: Outgoing }
  | { readonly op: 'await-send'; readonly future: number }
  | { readonly op: 'flush' }
  | { readonly op: 'commit-transaction' }
  | { readonly op: 'abort-transaction' }

export type StoreOp =
  | { readonly op: 'store-begin' }
  | {
      readonly op: 'store-commit'
      readonly transaction: Transaction
      readonly offsets: Offsets
      /** The write happens only if the store still says exactly this, per partition. */
      readonly expected: Offsets | null
    }
  | { readonly op: 'store-rollback'; readonly transaction: Transaction }
  | { readonly op: 'store-save-offsets'; readonly offsets: Offsets }
  | { readonly op: 'store-load-offsets'; readonly partitions: readonly TopicPartition[] }

export type InstanceOp =
  | {
      readonly op: 'process'
      readonly record: ConsumerRecord
      readonly transaction: Transaction | null
    }
  | { readonly op: 'skip'; readonly record: TopicPartitionOffset }
  | { readonly op: 'fork'; readonly body: () => Program<void> }
  | { readonly op: 'wait-until'; readonly ready: () => boolean }
  | { readonly op: 'sleep'; readonly ms: number }
  | { readonly op: 'stopping' }
  /** The other consumers of the process are asked to stop. */
  | { readonly op: 'stop-siblings' }
  /** Its consumer is dead of that error while the process lives on; over when it is to stop. */
  | { readonly op: 'outlive-consumer'; readonly error: string }
  /** Answered with the virtual milliseconds since the start of the run. */
  | { readonly op: 'now' }

export type Op = ConsumerOp | ProducerOp | StoreOp | InstanceOp

export type OpKind = Op['op']

/** The operation of one kind. */
export type OpOf<K extends OpKind> = Extract<Op, { readonly op: K }>
