/** How a commit strategy is written: a program over the consumer, and what it claims. */
import type {
  Consumer,
  ConsumerGroupMetadata,
  ConsumerRecord,
  Offsets,
  Program,
  TopicPartition,
  TopicPartitionOffset,
} from '../model/consumer/api.ts'
import type { Outgoing, Transaction } from '../model/instance/ops.ts'
import type { Settings } from '../model/settings.ts'
import type { KafkajsStrategy } from './kafkajs/service.ts'
import type { StrategyFacts } from './strategy-facts.ts'

export type { Claim, Family, Stalls, StrategyFacts } from './strategy-facts.ts'

/** The user's work for one record: started, effect, returned; throws HandlerError when it fails. */
export type Process = (
  record: ConsumerRecord,
  /** The effect belongs to this transaction: it counts only if that is committed. */
  transaction?: Transaction,
) => Program<void>

/** A table that keeps results and, if the strategy wants, offsets; transactional; can fail. */
export interface Store {
  begin(): Program<Transaction>
  /**
   * Commits the results of the transaction together with the offsets. With `expected`, only if
   * the store's offsets still are these, else StoreConflictException and a rollback.
   */
  commit(transaction: Transaction, offsets?: Offsets, expected?: Offsets): Program<void>
  rollback(transaction: Transaction): Program<void>
  /** Saves offsets alone, unconditionally. */
  saveOffsets(offsets: Offsets): Program<void>
  /** One entry per asked partition; offset 0 where nothing was saved. */
  loadOffsets(partitions: readonly TopicPartition[]): Program<Offsets>
}

/** Where a record stands: `RecordMetadata` of the Java client. */
export type RecordMetadata = TopicPartitionOffset

/** What `send` returns at once: Java's `Future<RecordMetadata>`. */
export interface SendFuture {
  /**
   * Waits until the brokers have acknowledged the record; throws why they never will (what Java
   * wraps in an ExecutionException). Until then a record that was polled may not be handed on yet.
   */
  get(): Program<RecordMetadata>
  /**
   * Calls back when the record is acknowledged, or will never be, in another thread: what that
   * thread has not come to when the process dies never happens. `CompletableFuture` of Spring's.
   */
  whenComplete(callback: SendCallback): Program<SendFuture>
}

/** Called with where the record stands, or with the exception; the other one is null. */
export type SendCallback = (
  metadata: RecordMetadata | null,
  error: Error | null,
) => Program<void> | void

/** A producer: without transactions for other topics, or with them for what it processes. */
export interface Producer extends TransactionalProducer {
  /**
   * Sends a record to another topic (an output, a dead letter queue) and returns at once:
   * `yield* (yield* producer.send('orders-dlt', record)).get()` waits. Several copies of a record
   * in one topic need keys of their own, or each is a duplicate of the first. After
   * `initTransactions` it belongs to the transaction that was begun.
   */
  send(topic: string, record: Outgoing, callback?: SendCallback): Program<SendFuture>
  /** Waits until all that was sent is acknowledged or has failed, of which it says nothing. */
  flush(): Program<void>
}

/** A transactional producer with its own `transactional.id` per process slot. */
export interface TransactionalProducer {
  initTransactions(): Program<void>
  beginTransaction(): Program<Transaction>
  sendOffsetsToTransaction(offsets: Offsets, group: ConsumerGroupMetadata): Program<void>
  commitTransaction(): Program<void>
  abortTransaction(): Program<void>
}

export interface Services {
  readonly consumer: Consumer
  readonly producer: Producer
  readonly store: Store
  readonly process: Process
  /** Says that the record is given up on purpose: logged and acknowledged, never finished. */
  skip(record: TopicPartitionOffset): Program<void>
  /** Starts another task (a thread) of this process. */
  fork(body: () => Program<void>): Program<void>
  /** Waits until the predicate over the program's own variables is true. */
  waitUntil(ready: () => boolean): Program<void>
  sleep(ms: number): Program<void>
  /** The process's clock: virtual milliseconds. */
  now(): Program<number>
  /**
   * Whether this process has been asked to stop. The call that waits then, or else the next one
   * that would, throws WakeupException (`wakesOnlyPoll`: only a poll that waits then).
   */
  stopping(): Program<boolean>
  /**
   * Says that the thread which polls is over, by this error, in a process that goes on without it,
   * and returns when that is asked to stop. The consumer is to be closed before.
   */
  outliveConsumer(error: unknown): Program<void>
  /** Asks the other consumers of this process to stop, as the process is asked. */
  stopSiblings(): Program<void>
  /**
   * Of a process with several consumers: an object that all of their programs are given, empty when
   * it starts. Absent: there is one.
   */
  readonly shared?: Record<string, unknown>
  readonly settings: Readonly<Settings>
  /** The topic of the run, or the retry topic that this consumer is for. */
  readonly topic: string
  /** Of the consumer of a retry topic: the topic of the run. */
  readonly retryOf?: string
}

/** When a Spring container commits: after so many records, or so many milliseconds. */
export interface Ack {
  readonly count?: number
  readonly timeMs?: number
}

/** A strategy as a program over the model's consumer. */
export interface Strategy extends StrategyFacts {
  run(services: Services): Program<void>
  /**
   * Asked to stop, its process wakes the consumer only out of `poll`, as a Spring container does;
   * absent: out of any call that waits, as a shutdown hook that calls `wakeup()`.
   */
  readonly wakesOnlyPoll?: boolean
  /** Which of these decides when it commits; absent: none. */
  readonly acks?: readonly (keyof Ack)[]
  /** The same strategy with other values of these. */
  readonly withAck?: (ack: Ack) => Strategy
}

/** A strategy of either kind. */
export type AnyStrategy = Strategy | KafkajsStrategy
