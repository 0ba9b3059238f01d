/**
 * A sink task that writes results and offsets in one transaction of its sink, and starts where the
 * sink says: `open` asks for it, and `preCommit` returns nothing, so that the group is told
 * nothing.
 *
 * The transaction is guarded by the offset that is expected there, which is what stops a task that
 * goes on after it has lost its partitions: `open` and `close` alone do not. After a conflict, or a
 * failure whose outcome nobody knows, the sink alone can tell where to go on. Exactly once.
 */
import type { Offsets, TopicPartition } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { entriesOf, nextOffsets, updated } from '../offsets.ts'
import type { Services } from '../strategy.ts'
import { retriable, sinkTask } from './sink-task.ts'

const retryMs = 1000

/** Where the sink says that they begin; asks until it answers, for who goes on unasked repeats. */
function* loaded({ store, sleep }: Pick<Services, 'store' | 'sleep'>, of: Partitions) {
  for (;;) {
    try {
      return yield* store.loadOffsets(of)
    } catch (error) {
      if (!isException(error, 'StoreException')) throw error
      yield* sleep(retryMs)
    }
  }
}

type Partitions = readonly TopicPartition[]

/** Offsets in the sink. */
export const connectOwnOffsets = sinkTask({
  name: 'connect-own-offsets',
  summary: 'Kafka Connect, a sink task that keeps its offsets in its sink, with the results.',
  claims: 'exactly-once',
  uses: ['store'],
  start: () => ({ stored: [] as Offsets }),
  *open(partitions, { state, context, ...services }) {
    const stored = yield* loaded(services, partitions)
    state.stored = updated(state.stored, stored)
    context.offset(stored)
  },
  *put(records, { state, context, ...services }) {
    if (records.length === 0) return
    const { store, process } = services
    const next = nextOffsets(records)
    const transaction = yield* store.begin()
    try {
      for (const record of records) yield* process(record, transaction)
      yield* store.commit(transaction, next, entriesOf(state.stored, next))
      state.stored = updated(state.stored, next)
    } catch (error) {
      if (isException(error, 'HandlerError')) {
        yield* store.rollback(transaction)
        throw retriable(error)
      }
      const conflict = isException(error, 'StoreConflictException')
      if (!conflict && !isException(error, 'StoreException')) throw error
      const stored = yield* loaded(services, yield* context.assignment())
      state.stored = updated(state.stored, stored)
      context.offset(stored)
    }
  },
  preCommit: () => [],
})
