/**
 * What a task asks of its worker, and what the worker does about it.
 *
 * Behaviour: places to read from are sought at the worker's next turn, and when partitions have
 * been opened; they are then what the group is taken to have committed. A place in a partition that
 * is not assigned (any more) ends the task, by the consumer's IllegalStateException. What the task
 * paused stays so until it resumes it.
 * Left out: that a connector is paused by its user, so that both pauses are one.
 * Source: `WorkerSinkTaskContext`, `WorkerSinkTask.rewind`, `pauseAll`, `resumeAll`.
 */
import type { Program, TopicPartition } from '../../model/consumer/api.ts'
import { updated } from '../offsets.ts'
import { errantRecordReporter } from './errant-records.ts'
import type { SinkTaskContext } from './task.ts'
import { type Worker, without } from './worker-state.ts'

/** The context of the worker's task. */
export function contextOf(worker: () => Worker): SinkTaskContext {
  return {
    offset(offsets) {
      worker().rewindTo = updated(worker().rewindTo, offsets)
    },
    timeout(ms) {
      worker().retryTimeoutMs = ms
    },
    requestCommit() {
      worker().commitRequested = true
    },
    assignment: () => worker().services.consumer.assignment(),
    *pause(partitions) {
      const { pausedByTask, services } = worker()
      worker().pausedByTask = [...without(pausedByTask, partitions), ...partitions]
      yield* services.consumer.pause(partitions)
    },
    *resume(partitions) {
      worker().pausedByTask = without(worker().pausedByTask, partitions)
      yield* worker().services.consumer.resume(partitions)
    },
    errantRecordReporter: () => errantRecordReporter(worker()),
  }
}

/** Seeks to where the task wants to read. */
export function* rewind(worker: Worker): Program<void> {
  const { rewindTo } = worker
  for (const { topic, partition, offset } of rewindTo) {
    yield* worker.services.consumer.seek({ topic, partition }, offset)
    const place = [{ topic, partition, offset }]
    worker.lastCommitted = updated(worker.lastCommitted, place)
    worker.current = updated(worker.current, place)
  }
  worker.rewindTo = []
}

/** Nothing is polled any more. */
export function* pauseAll({ services: { consumer } }: Worker): Program<void> {
  yield* consumer.pause(yield* consumer.assignment())
}

/** All is polled again but what the task itself has paused. */
export function* resumeAll(worker: Worker): Program<void> {
  const { consumer } = worker.services
  const assigned: readonly TopicPartition[] = yield* consumer.assignment()
  yield* consumer.resume(without(assigned, worker.pausedByTask))
}
