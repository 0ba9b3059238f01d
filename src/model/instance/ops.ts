/** The operations that a program yields: plain data, one per call of the strategy's interface. */
import type {
  ConsumerGroupMetadata,
  ConsumerRecord,
  OffsetCommitCallback,
  Offsets,
  Program,
  RebalanceListener,
  TopicPartition,
  TopicPartitionOffset,
} from '../consumer/api.ts'

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
  | { readonly op: 'pause'; readonly partitions: readonly TopicPartition[] }
  | { readonly op: 'resume'; readonly partitions: readonly TopicPartition[] }
  | { readonly op: 'paused' }
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
  /** Answered with the virtual milliseconds since the start of the run. */
  | { readonly op: 'now' }

export type Op = ConsumerOp | ProducerOp | StoreOp | InstanceOp

export type OpKind = Op['op']

/** The operation of one kind. */
export type OpOf<K extends OpKind> = Extract<Op, { readonly op: K }>
