import { nextOffsets } from '../offsets.ts'
import { seekToStored } from '../seeking.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Result first, then the offset: two writes to an external store, with a `seek` in
 * `onPartitionsAssigned`.
 *
 * Between the two writes a crash leaves a result without its offset, and the record is processed
 * again: at least once. A failed save ends the process, and its successor starts from the store.
 */
export const externalStoreResultFirst: Strategy = {
  name: 'external-store-result-first',
  summary:
    'Result first, then the offset: two writes to an external store, with a `seek` in ' +
    '`onPartitionsAssigned`.',
  claims: 'at-least-once',
  uses: ['store'],
  reprocessingMax: () => 1,
  *run({ consumer, process, store, topic }) {
    yield* consumer.subscribe([topic], {
      *onPartitionsAssigned(partitions) {
        yield* seekToStored(consumer, store, partitions)
      },
    })
    for (;;) {
      for (const record of yield* consumer.poll()) {
        yield* process(record)
        yield* store.saveOffsets(nextOffsets([record]))
      }
    }
  },
}
