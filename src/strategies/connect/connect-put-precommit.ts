/**
 * A sink task that writes in `put`, throws RetriableException where that fails, and says in
 * `preCommit` what it has written, instead of taking the worker's word for it.
 *
 * What it has written of a partition is forgotten when that is closed: its next owner may go on
 * from another place, and so may this task.
 */
import type { Offsets } from '../../model/consumer/api.ts'
import { entriesOf, nextOffsets, updated } from '../offsets.ts'
import { retriable, sinkTask } from './sink-task.ts'
import { without } from './worker-state.ts'

/** Writes in put; committed is what it has written. */
export const connectPutPrecommit = sinkTask({
  name: 'connect-put-precommit',
  summary:
    'Kafka Connect, a sink task that writes in `put`; `preCommit` returns what it has written.',
  start: () => ({ written: [] as Offsets }),
  *put(records, { state, process }) {
    try {
      for (const record of records) {
        yield* process(record)
        state.written = updated(state.written, nextOffsets([record]))
      }
    } catch (error) {
      throw retriable(error)
    }
  },
  preCommit: (offsets, { state }) => entriesOf(state.written, offsets),
  close(partitions, { state }) {
    state.written = without(state.written, partitions)
  },
})
