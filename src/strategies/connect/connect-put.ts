/**
 * A sink task that writes in `put`, and throws RetriableException where that fails: it is put the
 * whole batch again. Flush has nothing to do, so that all that was put may be committed.
 *
 * The commit comes by the clock (`offset.flush.interval.ms`), when partitions go and when the task
 * ends; a crash costs what was put since. A batch that waits to be put again is not safe: when its
 * partition is revoked and assigned to the same task again, the worker drops its records but not
 * its offsets, and commits them at the next turn of the clock, whoever has written the records or
 * not (`connect/rebalance.ts`). `connect-put-precommit` says itself what it has written.
 */
import { retriable, sinkTask } from './sink-task.ts'

/** Writes in put. */
export const connectPut = sinkTask({
  name: 'connect-put',
  summary: 'Kafka Connect, a sink task that writes in `put`, which is called again if that fails.',
  exposedTo: ['handler-error', 'poison-record'],
  *put(records, { process }) {
    try {
      for (const record of records) yield* process(record)
    } catch (error) {
      throw retriable(error)
    }
  },
})
