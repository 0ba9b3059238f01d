import { nextOffsets } from '../offsets.ts'
import type { Strategy } from '../strategy.ts'
import { mayPollOn } from './commit-errors.ts'

/**
 * Synchronous commit after each record: `commitSync(offset + 1)` as soon as one record is done.
 *
 * The offset is explicit, for the position already covers the rest of the batch. At least once; a
 * crash repeats one record, at the price of a round trip for each. When a commit is refused the
 * rest of the batch is still processed: the position lies behind it, and a partition that the
 * member keeps through a cooperative rebalance would never hand it out again.
 */
export const commitSyncAfterRecord: Strategy = {
  name: 'commit-sync-after-record',
  summary:
    'Synchronous commit after each record: `commitSync(offset + 1)` as soon as one record is done.',
  claims: 'at-least-once',
  reprocessingMax: () => 1,
  *run({ consumer, process }) {
    for (;;) {
      for (const record of yield* consumer.poll()) {
        yield* process(record)
        try {
          yield* consumer.commitSync(nextOffsets([record]))
        } catch (error) {
          if (!mayPollOn(error)) throw error
        }
      }
    }
  },
}
