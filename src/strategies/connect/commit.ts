/**
 * What a worker does to commit.
 *
 * Behaviour: waits for reported records, asks the task what may be committed (`preCommit`, which
 * flushes unless the task has its own) and commits that: asynchronously, or, where partitions go,
 * synchronously and after the task has closed them. The task may hold offsets back; one that is
 * ahead of what it was given is ignored, and what it names without being asked too. Nothing is sent
 * if nothing changes. What the task throws then ends no task: the worker seeks back to what is
 * committed, and only where partitions go just leaves the commit out. A commit that fails is left
 * to the next one. An answer to any commit but the last is not heeded.
 * As in Kafka, a batch that waits to be put again stays when the worker seeks back: it is put
 * before what comes before it.
 * Left out: the end of a task that does not stop in `task.shutdown.graceful.timeout.ms`, whose last
 * commit is left out then.
 * Source: `WorkerSinkTask.commitOffsets`, `doCommitSync`, `doCommitAsync`, `onCommitCompleted`.
 */
import type { Offsets, Program, TopicPartition } from '../../model/consumer/api.ts'
import { isException, KafkaException } from '../../model/errors.ts'
import { entriesOf, updated } from '../offsets.ts'
import { seekTo } from '../seeking.ts'
import { awaitReported } from './errant-records.ts'
import { caught, offsetOf, ran, type Worker } from './worker-state.ts'

/** Begins a commit of these partitions, and ends it if they go (`closing`). */
export function* commitOffsets(
  worker: Worker,
  partitions: readonly TopicPartition[],
  closing: boolean,
): Program<void> {
  const now = yield* worker.services.now()
  yield* awaitReported(worker, partitions)
  const asked = entriesOf(worker.current, partitions)
  if (asked.length === 0) return
  worker.committing = true
  worker.commitNumber++
  worker.commitStarted = now
  const { commitNumber } = worker
  const committed = entriesOf(worker.lastCommitted, asked)
  const safe = yield* preCommit(worker, asked, committed, closing)
  if (closing) yield* ran(worker.task.close?.(partitions, worker.given))
  if (safe === null) return commitCompleted(worker, commitNumber, null)
  const offsets = committable(safe, asked, committed)
  if (offsets.every((one) => offsetOf(committed, one)?.offset === one.offset)) {
    return commitCompleted(worker, commitNumber, null)
  }
  if (closing) yield* commitSync(worker, offsets, commitNumber)
  else yield* commitAsync(worker, offsets, commitNumber)
}

/** What the task says; null: nothing, because it threw. */
function* preCommit(
  worker: Worker,
  asked: Offsets,
  committed: Offsets,
  closing: boolean,
): Program<Offsets | null> {
  try {
    return yield* askTask(worker, asked)
  } catch (error) {
    caught(error)
    if (closing) return null
    yield* seekTo(worker.services.consumer, committed)
    worker.current = updated(worker.current, committed)
    return null
  }
}

function* askTask({ task, given }: Worker, asked: Offsets): Program<Offsets> {
  if (task.preCommit === undefined) {
    yield* ran(task.flush?.(asked, given))
    return asked
  }
  const answer = task.preCommit(asked, given)
  return Symbol.iterator in answer && 'next' in answer ? yield* answer : (answer as Offsets)
}

/** What is committed already, with what the task says instead where it may. */
function committable(safe: Offsets, asked: Offsets, committed: Offsets): Offsets {
  const allowed = safe.filter((one) => {
    const current = offsetOf(asked, one)
    const isKnown = offsetOf(committed, one) !== undefined
    return isKnown && current !== undefined && one.offset <= current.offset
  })
  return safe.length === 0 ? committed : updated(committed, allowed)
}

function* commitSync(worker: Worker, offsets: Offsets, commitNumber: number): Program<void> {
  try {
    yield* worker.services.consumer.commitSync(offsets)
    commitCompleted(worker, commitNumber, offsets)
  } catch (error) {
    if (!(error instanceof KafkaException)) throw error
    if (!isException(error, 'WakeupException')) return commitCompleted(worker, commitNumber, null)
    yield* commitSync(worker, offsets, commitNumber)
    throw error
  }
}

function* commitAsync(worker: Worker, offsets: Offsets, commitNumber: number): Program<void> {
  // biome-ignore lint/correctness/useYield: a callback is a program, and this one never waits.
  yield* worker.services.consumer.commitAsync(offsets, function* (_, error) {
    commitCompleted(worker, commitNumber, error === null ? offsets : null)
  })
}

/** `committed`: what is known to be; null: nothing new. */
function commitCompleted(worker: Worker, commitNumber: number, committed: Offsets | null): void {
  if (commitNumber !== worker.commitNumber) return
  if (committed !== null) worker.lastCommitted = updated(worker.lastCommitted, committed)
  worker.committing = false
}
