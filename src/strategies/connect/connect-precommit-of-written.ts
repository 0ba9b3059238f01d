/**
 * A sink task that hands its records to a thread, and says in `preCommit` what that has written.
 *
 * The offsets that `preCommit` is given are of what was put, which is ahead of the thread; what it
 * returns is committed instead. What waits for the thread is forgotten when its partition is
 * closed: whoever is assigned it next reads it from the committed offset. A write that fails is
 * tried again.
 */
import type { ConsumerRecord, Offsets } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { entriesOf, nextOffsets, updated } from '../offsets.ts'
import { sinkTask } from './sink-task.ts'
import { without } from './worker-state.ts'

const retryMs = 1000

/** A thread writes; committed is what it has written. */
export const connectPrecommitOfWritten = sinkTask({
  name: 'connect-precommit-of-written',
  summary:
    'Kafka Connect, a sink task whose thread writes; `preCommit` returns what it has written.',
  start: () => ({
    queue: [] as readonly ConsumerRecord[],
    written: [] as Offsets,
    hasThread: false,
    stopped: false,
  }),
  *put(records, { state, fork, waitUntil, sleep, process }) {
    state.queue = [...state.queue, ...records]
    if (state.hasThread) return
    state.hasThread = true
    yield* fork(function* () {
      for (;;) {
        yield* waitUntil(() => state.stopped || state.queue.length > 0)
        const [record] = state.queue
        if (state.stopped || record === undefined) return
        try {
          yield* process(record)
        } catch (error) {
          if (!isException(error, 'HandlerError')) throw error
          yield* sleep(retryMs)
          continue
        }
        if (state.queue[0] !== record) continue
        state.queue = state.queue.slice(1)
        state.written = updated(state.written, nextOffsets([record]))
      }
    })
  },
  preCommit: (offsets, { state }) => entriesOf(state.written, offsets),
  close(partitions, { state }) {
    state.queue = without(state.queue, partitions)
    state.written = without(state.written, partitions)
  },
  stop({ state }) {
    state.stopped = true
  },
})
