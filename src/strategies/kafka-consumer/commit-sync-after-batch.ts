import type { Strategy } from '../strategy.ts'
import { mayPollOn } from './commit-errors.ts'

/**
 * Synchronous commit after each batch: `commitSync()` once everything that poll returned is done.
 *
 * Without arguments it commits the position, that is all that the last poll returned. That is
 * right only here, after the loop over the records: at least once. A crash repeats one batch.
 */
export const commitSyncAfterBatch: Strategy = {
  name: 'commit-sync-after-batch',
  summary:
    'Synchronous commit after each batch: `commitSync()` once everything that poll returned ' +
    'is done.',
  claims: 'at-least-once',
  reprocessingMax: (settings) => settings['max.poll.records'],
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      try {
        yield* consumer.commitSync()
      } catch (error) {
        if (!mayPollOn(error)) throw error
      }
    }
  },
}
