import { mayPollOn } from '../kafka-consumer/commit-errors.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Synchronous commit in the middle of a batch: `commitSync()` without offsets after each record.
 *
 * It looks like `commit-sync-after-record`, and commits the position: the whole batch, after its
 * first record. A crash loses the rest. Cure: `commitSync(offset + 1)`.
 */
export const commitSyncMidBatch: Strategy = {
  name: 'commit-sync-mid-batch',
  summary:
    'Synchronous commit in the middle of a batch: `commitSync()` without offsets after each ' +
    'record.',
  claims: 'at-least-once',
  caughtBy: { property: 'at-least-once', under: 'crash' },
  fixedBy: 'commit-sync-after-record',
  *run({ consumer, process }) {
    for (;;) {
      for (const record of yield* consumer.poll()) {
        yield* process(record)
        try {
          yield* consumer.commitSync()
        } catch (error) {
          if (!mayPollOn(error)) throw error
        }
      }
    }
  },
}
