/**
 * A worker of Kafka Connect with one sink task: its loop, and its end.
 *
 * Behaviour: begins a commit when its interval is over or the task asks for one, gives up one that
 * was not answered in time, polls and puts. However the loop ends, everything is committed and
 * closed once more, the task is stopped and the consumer leaves. A task that ended by an error is
 * FAILED: nobody starts it again, and the process lives on with the worker's other tasks. A stop
 * wakes the consumer out of whatever it waits in.
 * Left out: other tasks of the process and the group of workers (that these move a task is a stop
 * here and a start there); connectors that their user pauses or stops.
 * Source: `WorkerSinkTask.execute`, `iteration`, `closeAllPartitions`, `close`; `WorkerTask.doRun`.
 */
import type { Program } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import type { Services } from '../strategy.ts'
import { commitOffsets } from './commit.ts'
import type { WorkerConfig } from './config.ts'
import { contextOf, resumeAll } from './context.ts'
import { pollAndPut } from './deliver.ts'
import { closePartitions, rebalanceListener } from './rebalance.ts'
import type { SinkTask } from './task.ts'
import { caught, type Failure, ran, type Worker } from './worker-state.ts'

/** Runs a task until it is asked to stop. With `restarts` one that fails ends the process. */
export function* runWorker<State>(
  services: Services,
  config: WorkerConfig,
  task: SinkTask<State>,
  restarts: boolean,
): Program<void> {
  const worker = newWorker(services, config, task as SinkTask<unknown>)
  worker.nextCommit = (yield* services.now()) + config['offset.flush.interval.ms']
  let failure: Failure | null = null
  try {
    yield* services.consumer.subscribe([services.topic], rebalanceListener(worker))
    yield* execute(worker)
  } catch (error) {
    failure = caught(error)
  }
  yield* close(worker)
  if (failure === null || (yield* services.stopping())) return
  if (restarts) throw failure.error
  yield* services.outliveConsumer(failure.error)
}

function newWorker(services: Services, config: WorkerConfig, task: SinkTask<unknown>): Worker {
  const context = contextOf(() => worker)
  const worker: Worker = {
    services,
    config,
    task,
    given: { ...services, state: task.start?.(), context },
    batch: [],
    lastCommitted: [],
    current: [],
    polled: [],
    rebalanceError: null,
    nextCommit: 0,
    commitNumber: 0,
    commitStarted: -1,
    committing: false,
    pausedForRedelivery: false,
    taskStopped: false,
    rewindTo: [],
    retryTimeoutMs: -1,
    commitRequested: false,
    pausedByTask: [],
    reported: [],
  }
  return worker
}

function* execute(worker: Worker): Program<void> {
  let failure: Failure | null = null
  try {
    while (!(yield* worker.services.stopping())) yield* turn(worker)
  } catch (error) {
    failure = caught(error)
  }
  try {
    const open = worker.current.map(({ topic, partition }) => ({ topic, partition }))
    yield* closePartitions(worker, open, false)
  } catch (error) {
    failure ??= caught(error)
  }
  if (failure !== null && !isException(failure.error, 'WakeupException')) throw failure.error
}

/** One turn of the loop. */
function* turn(worker: Worker): Program<void> {
  const { services, config } = worker
  try {
    const now = yield* services.now()
    if (!worker.committing && (worker.commitRequested || now >= worker.nextCommit)) {
      yield* commitOffsets(worker, yield* services.consumer.assignment(), false)
      worker.nextCommit = now + config['offset.flush.interval.ms']
      worker.commitRequested = false
    }
    const timeout = worker.commitStarted + config['offset.flush.timeout.ms']
    if (worker.committing && now >= timeout) worker.committing = false
    yield* pollAndPut(worker, Math.max(worker.nextCommit - now, 0))
  } catch (error) {
    if (!isException(error, 'WakeupException')) throw error
    if (yield* services.stopping()) return
    if (!worker.pausedForRedelivery) yield* resumeAll(worker)
  }
}

function* close(worker: Worker): Program<void> {
  yield* quietly(ran(worker.task.stop?.(worker.given)))
  worker.taskStopped = true
  yield* quietly(worker.services.consumer.close())
}

function* quietly(program: Program<void>): Program<void> {
  try {
    yield* program
  } catch (error) {
    caught(error)
  }
}
