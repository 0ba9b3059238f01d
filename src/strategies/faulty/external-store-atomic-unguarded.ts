import { isException } from '../../model/errors.ts'
import { nextOffsets } from '../offsets.ts'
import { seekToStored } from '../seeking.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Results and offsets in one store transaction, unguarded: the offset is overwritten whatever it
 * was.
 *
 * It survives every crash. A member that was paused until another took its partition over still
 * commits its batch when it wakes: those records count twice, and the offset moves back. Cure:
 * write only where the expected offset still stands (`external-store-atomic`).
 */
export const externalStoreAtomicUnguarded: Strategy = {
  name: 'external-store-atomic-unguarded',
  summary:
    'Results and offsets in one store transaction, unguarded: the offset is overwritten whatever ' +
    'it was.',
  claims: 'exactly-once',
  caughtBy: { property: 'exactly-once', under: 'pause' },
  fixedBy: 'external-store-atomic',
  uses: ['store'],
  *run({ consumer, process, store, topic }) {
    yield* consumer.subscribe([topic], {
      *onPartitionsAssigned(partitions) {
        yield* seekToStored(consumer, store, partitions)
      },
    })
    for (;;) {
      const records = yield* consumer.poll()
      if (records.length === 0) continue
      try {
        const transaction = yield* store.begin()
        for (const record of records) yield* process(record, transaction)
        yield* store.commit(transaction, nextOffsets(records))
      } catch (error) {
        if (!isException(error, 'StoreException')) throw error
        yield* seekToStored(consumer, store, yield* consumer.assignment())
      }
    }
  },
}
