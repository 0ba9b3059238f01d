import { isException } from '../../model/errors.ts'
import { seekToStored } from '../seeking.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Offsets in an external store, saved on revoke: the `position` in `onPartitionsRevoked`, and a
 * `seek` in `onPartitionsAssigned`.
 *
 * The listener runs inside poll, when everything that was polled is done: at least once. Nothing
 * else saves, so a crash repeats everything since the partition was assigned. A partition that was
 * lost is not saved: its new owner may be further. A failed save is left alone, as the older offset
 * only repeats records; a failed load must not be, and ends the process.
 */
export const externalStoreOnRevoke: Strategy = {
  name: 'external-store-on-revoke',
  summary:
    'Offsets in an external store, saved on revoke: the `position` in `onPartitionsRevoked`, ' +
    'and a `seek` in `onPartitionsAssigned`.',
  claims: 'at-least-once',
  uses: ['store'],
  *run({ consumer, process, store, topic }) {
    yield* consumer.subscribe([topic], {
      *onPartitionsRevoked(partitions) {
        for (const partition of partitions) {
          const offset = yield* consumer.position(partition)
          try {
            yield* store.saveOffsets([{ ...partition, offset }])
          } catch (error) {
            if (!isException(error, 'StoreException')) throw error
          }
        }
      },
      *onPartitionsLost() {},
      *onPartitionsAssigned(partitions) {
        yield* seekToStored(consumer, store, partitions)
      },
    })
    for (;;) {
      for (const record of yield* consumer.poll()) yield* process(record)
    }
  },
}
