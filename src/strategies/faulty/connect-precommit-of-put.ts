/**
 * The bug: a sink task hands its records to a thread, and `preCommit` returns the offsets that it
 * is given. Those are of what was put, not of what the thread has written: a crash, a rebalance or
 * a failed write after the commit loses the difference.
 */
import type { ConsumerRecord } from '../../model/consumer/api.ts'
import { sinkTask } from '../connect/sink-task.ts'

/** Committed is what was put. */
export const connectPrecommitOfPut = sinkTask({
  name: 'connect-precommit-of-put',
  summary: 'Kafka Connect, a sink task whose thread writes; `preCommit` returns what was put.',
  caughtBy: { property: 'at-least-once', under: 'crash' },
  fixedBy: 'connect-precommit-of-written',
  start: () => ({ queue: [] as ConsumerRecord[], hasThread: false }),
  *put(records, { state, fork, waitUntil, process }) {
    state.queue.push(...records)
    if (state.hasThread) return
    state.hasThread = true
    yield* fork(function* () {
      for (;;) {
        yield* waitUntil(() => state.queue.length > 0)
        const record = state.queue.shift()
        if (record !== undefined) yield* process(record)
      }
    })
  },
  preCommit: (offsets) => offsets,
})
