/**
 * The worker's rebalance listener.
 *
 * Behaviour: revoked: offsets are committed, the task closes the partitions, and what waits to be
 * put of them is dropped. Lost: the same without a commit. Assigned: their positions are what is
 * taken to be committed and put; then the task opens them, and its own places are sought. What the
 * task throws in any of them is thrown when poll has returned, and ends it.
 * As in Kafka, the offsets of dropped records are dropped only where partitions are lost. After a
 * revocation they count as put as soon as a `put` returns, though nobody has put the records; a
 * commit before these are polled again passes them.
 * Source: `WorkerSinkTask.HandleRebalance`, `closePartitions`, `openPartitions`.
 */
import type { Program, RebalanceListener, TopicPartition } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { updated } from '../offsets.ts'
import { commitOffsets } from './commit.ts'
import { pauseAll, resumeAll, rewind } from './context.ts'
import { forgetReported } from './errant-records.ts'
import { caught, includes, ran, type Worker, without } from './worker-state.ts'

/** The listener that the worker subscribes with. */
export function rebalanceListener(worker: Worker): RebalanceListener {
  return {
    onPartitionsRevoked: (partitions) => removed(worker, partitions, false),
    onPartitionsLost: (partitions) => removed(worker, partitions, true),
    onPartitionsAssigned: (partitions) => assigned(worker, partitions),
  }
}

/** Commits and closes them; if they are lost, closes them only. */
export function* closePartitions(
  worker: Worker,
  partitions: readonly TopicPartition[],
  lost: boolean,
): Program<void> {
  if (lost) {
    yield* ran(worker.task.close?.(partitions, worker.given))
    forgetReported(worker, partitions)
    worker.polled = without(worker.polled, partitions)
    worker.current = without(worker.current, partitions)
  } else {
    yield* commitOffsets(worker, partitions, true)
  }
  worker.lastCommitted = without(worker.lastCommitted, partitions)
}

function* removed(
  worker: Worker,
  partitions: readonly TopicPartition[],
  lost: boolean,
): Program<void> {
  if (worker.taskStopped || partitions.length === 0) return
  try {
    yield* closePartitions(worker, partitions, lost)
  } catch (error) {
    worker.rebalanceError = caught(error)
  }
  worker.batch = without(worker.batch, partitions)
}

function* assigned(worker: Worker, partitions: readonly TopicPartition[]): Program<void> {
  for (const { topic, partition } of partitions) {
    const offset = yield* worker.services.consumer.position({ topic, partition })
    const place = [{ topic, partition, offset }]
    worker.lastCommitted = updated(worker.lastCommitted, place)
    worker.current = updated(worker.current, place)
  }
  yield* pauseAgain(worker)
  if (partitions.length === 0) return
  const before = worker.rebalanceError
  if (before !== null && !isException(before.error, 'WakeupException')) return
  try {
    yield* ran(worker.task.open?.(partitions, worker.given))
    yield* rewind(worker)
  } catch (error) {
    worker.rebalanceError = caught(error)
  }
}

/** New partitions are not paused yet; what was paused for a batch that is gone goes on. */
function* pauseAgain(worker: Worker): Program<void> {
  const { consumer } = worker.services
  const waited = worker.pausedForRedelivery
  worker.pausedForRedelivery = waited && worker.batch.length > 0
  if (worker.pausedForRedelivery) return yield* pauseAll(worker)
  if (waited) yield* resumeAll(worker)
  const assignment = yield* consumer.assignment()
  worker.pausedByTask = worker.pausedByTask.filter((one) => includes(assignment, one))
  if (worker.pausedByTask.length > 0) yield* consumer.pause(worker.pausedByTask)
}
