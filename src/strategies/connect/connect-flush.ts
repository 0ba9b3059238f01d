/**
 * A sink task that keeps what it is put, and writes it when it is asked to flush.
 *
 * The flush comes before each commit, also before that of partitions that go. If it throws, nothing
 * is committed and the worker seeks back to what is: the task forgets what it has kept, for all of
 * it is put again. So it forgets what it has kept of partitions that are closed.
 */
import type { ConsumerRecord } from '../../model/consumer/api.ts'
import { sinkTask } from './sink-task.ts'
import { includes, without } from './worker-state.ts'

/** Writes in flush. */
export const connectFlush = sinkTask({
  name: 'connect-flush',
  summary: 'Kafka Connect, a sink task that keeps what it is put and writes it in `flush`.',
  start: () => ({ kept: [] as readonly ConsumerRecord[] }),
  put(records, { state }) {
    state.kept = [...state.kept, ...records]
  },
  *flush(offsets, { state, process }) {
    const due = state.kept.filter((record) => includes(offsets, record))
    state.kept = without(state.kept, offsets)
    for (const record of due) yield* process(record)
  },
  close(partitions, { state }) {
    state.kept = without(state.kept, partitions)
  },
})
