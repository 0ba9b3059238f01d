/** The worker of one sink task: what it remembers, all of which a crash forgets. */
import type {
  ConsumerRecord,
  Offsets,
  Program,
  TopicPartition,
  TopicPartitionOffset,
} from '../../model/consumer/api.ts'
import { samePartition } from '../offsets.ts'
import type { Services } from '../strategy.ts'
import type { WorkerConfig } from './config.ts'
import type { ReportFuture, SinkTask, TaskServices } from './task.ts'

/** A record that the task has reported, until the dead letter queue has it. */
interface Reported extends TopicPartition {
  readonly future: ReportFuture
}

export interface Worker {
  readonly services: Services
  readonly config: WorkerConfig
  readonly task: SinkTask<unknown>
  /** What the task's methods are given. */
  readonly given: TaskServices<unknown>
  /** What was polled and not put yet: empty, or what failed with RetriableException. */
  batch: readonly ConsumerRecord[]
  lastCommitted: Offsets
  /** One past what was put, per partition. */
  current: Offsets
  /** The same of what is polled and not put yet. */
  polled: Offsets
  /** What a rebalance's callback threw; thrown when poll has returned. */
  rebalanceError: Failure | null
  nextCommit: number
  /** Of the commit that was begun last: an answer to an older one changes nothing. */
  commitNumber: number
  commitStarted: number
  committing: boolean
  pausedForRedelivery: boolean
  taskStopped: boolean
  /** What the task has asked for by its context. */
  rewindTo: Offsets
  retryTimeoutMs: number
  commitRequested: boolean
  pausedByTask: readonly TopicPartition[]
  reported: readonly Reported[]
}

/** Something that was thrown. */
export interface Failure {
  readonly error: unknown
}

/** Takes whatever a task's method may return: a program, or nothing. */
export function* ran(result: Program<void> | void): Program<void> {
  if (result !== undefined) yield* result
}

/** Where Java catches any Throwable: what says that the program cannot be run at all goes on. */
export function caught(error: unknown): Failure {
  if (error instanceof Error && error.name === 'StrategyFailure') throw error
  return { error }
}

/** What is not of these partitions. */
export function without<Entry extends TopicPartition>(
  entries: readonly Entry[],
  partitions: readonly TopicPartition[],
): readonly Entry[] {
  return entries.filter((entry) => !includes(partitions, entry))
}

/** Whether the list names the partition. */
export function includes(list: readonly TopicPartition[], wanted: TopicPartition): boolean {
  return list.some((one) => samePartition(one, wanted))
}

/** The partition's entry. */
export function offsetOf(offsets: Offsets, of: TopicPartition): TopicPartitionOffset | undefined {
  return offsets.find((entry) => samePartition(entry, of))
}
