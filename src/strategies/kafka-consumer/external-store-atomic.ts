import type { Offsets, Program, TopicPartition } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { entriesOf, nextOffsets, updated } from '../offsets.ts'
import { seekToStored } from '../seeking.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Results and offsets in one store transaction: guarded by the offset that is expected there, with
 * a `seek` in `onPartitionsAssigned`.
 *
 * A result counts exactly when its offset does, so nothing is lost or counted twice by a restart.
 * The guard (`UPDATE … WHERE next_offset = ?`) is what stops a zombie, which Kafka cannot do for
 * a store it knows nothing of. Exactly once. After a conflict, or a failure whose outcome nobody
 * knows, the store alone can tell where to go on. A handler's exception ends the process, and the
 * end of its connection rolls the transaction back.
 */
export const externalStoreAtomic: Strategy = {
  name: 'external-store-atomic',
  summary:
    'Results and offsets in one store transaction: guarded by the offset that is expected there, ' +
    'with a `seek` in `onPartitionsAssigned`.',
  claims: 'exactly-once',
  uses: ['store'],
  reprocessingMax: (settings) => settings['max.poll.records'],
  *run({ consumer, process, store, topic }) {
    let stored: Offsets = []
    function* resume(partitions: readonly TopicPartition[]): Program<void> {
      stored = updated(stored, yield* seekToStored(consumer, store, partitions))
    }
    yield* consumer.subscribe([topic], { onPartitionsAssigned: resume })
    for (;;) {
      const records = yield* consumer.poll()
      if (records.length === 0) continue
      const next = nextOffsets(records)
      try {
        const transaction = yield* store.begin()
        for (const record of records) yield* process(record, transaction)
        yield* store.commit(transaction, next, entriesOf(stored, next))
        stored = updated(stored, next)
      } catch (error) {
        const conflict = isException(error, 'StoreConflictException')
        if (!conflict && !isException(error, 'StoreException')) throw error
        yield* resume(yield* consumer.assignment())
      }
    }
  },
}
