/**
 * What a user of Connect writes: the methods of Java's `SinkTask`, and what they are given.
 *
 * Source: `org.apache.kafka.connect.sink`: `SinkTask`, `SinkTaskContext`, `ErrantRecordReporter`.
 */
import type { ConsumerRecord, Offsets, Program, TopicPartition } from '../../model/consumer/api.ts'
import type { Services } from '../strategy.ts'

/** What `report` returns: Java's `Future<Void>`. */
export interface ReportFuture {
  /** Waits until the dead letter queue has the record; throws why it never will. */
  get(): Program<void>
}

/** Takes records that the task cannot write. */
export interface ErrantRecordReporter {
  /**
   * Sends the record to the dead letter queue, or logs it, or both; throws ConnectException where
   * `errors.tolerance` is `none`. Offsets are committed only when the queue has what was reported.
   */
  report(record: ConsumerRecord, error: unknown): Program<ReportFuture>
}

/** What a task may ask of its worker. */
export interface SinkTaskContext {
  /** From the worker's next turn on, the partitions are read from here. */
  offset(offsets: Offsets): void
  /** The most milliseconds until a batch that failed with RetriableException is put again. */
  timeout(ms: number): void
  /** A commit is begun at the worker's next turn. */
  requestCommit(): void
  assignment(): Program<readonly TopicPartition[]>
  pause(partitions: readonly TopicPartition[]): Program<void>
  resume(partitions: readonly TopicPartition[]): Program<void>
  /** Null where reported records would go nowhere: no dead letter queue, no log. */
  errantRecordReporter(): ErrantRecordReporter | null
}

/** What each method is given besides its own argument. */
export interface TaskServices<State>
  extends Omit<Services, 'consumer' | 'outliveConsumer' | 'stopping'> {
  /** What `start` returned for this task. */
  readonly state: State
  readonly context: SinkTaskContext
}

/** A sink task. What returns nothing need not be a generator. */
export interface SinkTask<State> {
  /** The task's own variables, new for each task that is started. */
  start?(): State
  /** Writes the records, or keeps them until it is asked to flush. */
  put(records: readonly ConsumerRecord[], services: TaskServices<State>): Program<void> | void
  /** Writes what it was given of these partitions, up to these offsets. */
  flush?(offsets: Offsets, services: TaskServices<State>): Program<void> | void
  /** What may be committed; none: the group is told nothing. Absent: flushes, and all of them. */
  preCommit?(offsets: Offsets, services: TaskServices<State>): Program<Offsets> | Offsets
  /** These partitions are assigned. */
  open?(partitions: readonly TopicPartition[], services: TaskServices<State>): Program<void> | void
  /** These partitions go: before their last offsets are committed, and after the flush of these. */
  close?(partitions: readonly TopicPartition[], services: TaskServices<State>): Program<void> | void
  /** The task is over. */
  stop?(services: TaskServices<State>): Program<void> | void
}
