/**
 * From poll to the task.
 *
 * Behaviour: polls until the next commit is due, or until the time that the task has set, and puts
 * what came, be it nothing. Where the task throws RetriableException (Connect's own; Kafka's class
 * of that name is another one) all partitions are paused and the batch is put again after the next
 * poll, which returns nothing then; whatever else it throws ends the task. Offsets count as put,
 * and may be committed, when the task has returned.
 * As in Kafka, the offsets of a batch that waits stay when its partition is revoked, though its
 * records do not: the next `put` that returns counts them as put (see `rebalance.ts`).
 * Left out: converters and transformations.
 * Source: `WorkerSinkTask.poll`, `pollConsumer`, `convertMessages`, `deliverMessages`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { nextOffsets, updated } from '../offsets.ts'
import { pauseAll, resumeAll, rewind } from './context.ts'
import { ran, type Worker } from './worker-state.ts'

/** Polls for at most so many milliseconds, and puts what it got. */
export function* pollAndPut(worker: Worker, timeoutMs: number): Program<void> {
  yield* rewind(worker)
  const { retryTimeoutMs } = worker
  if (retryTimeoutMs > 0) worker.retryTimeoutMs = -1
  const timeout = retryTimeoutMs > 0 ? Math.min(timeoutMs, retryTimeoutMs) : timeoutMs
  const records = yield* polled(worker, timeout)
  worker.polled = updated(worker.polled, nextOffsets(records))
  worker.batch = [...worker.batch, ...records]
  yield* putBatch(worker)
}

function* polled(worker: Worker, timeoutMs: number): Program<readonly ConsumerRecord[]> {
  const records = yield* worker.services.consumer.poll(timeoutMs)
  const { rebalanceError } = worker
  worker.rebalanceError = null
  if (rebalanceError !== null) throw rebalanceError.error
  return records
}

function* putBatch(worker: Worker): Program<void> {
  try {
    yield* ran(worker.task.put([...worker.batch], worker.given))
  } catch (error) {
    if (!isException(error, 'RetriableException')) throw error
    if (!worker.pausedForRedelivery) yield* pauseAll(worker)
    worker.pausedForRedelivery = true
    return
  }
  worker.current = updated(worker.current, worker.polled)
  worker.polled = []
  worker.batch = []
  if (worker.pausedForRedelivery) yield* resumeAll(worker)
  worker.pausedForRedelivery = false
}
