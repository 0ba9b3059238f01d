import { isException } from '../../model/errors.ts'
import { nextOffsets } from '../offsets.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Commit first: `commitSync(offsets)` right after poll, and processing only once it has succeeded.
 *
 * Whoever comes later starts behind these records: at most once, and a crash loses up to a batch.
 * A refused commit means that the batch may be somebody else's: it is dropped, and comes again
 * from the committed offset. After a timeout nobody knows, so the process dies and its successor
 * asks the group. The offsets are explicit, for `commitSync()` leaves out partitions whose
 * position is being validated after a leader change (A.2.5).
 *
 * It does not survive `commit-delayed`: an older commit that a broken connection held back, applied
 * after a newer one, moves the group back to records that are done, and no client can prevent it.
 */
export const commitSyncBeforeProcessing: Strategy = {
  name: 'commit-sync-before-processing',
  summary:
    'Commit first: `commitSync(offsets)` right after poll, and processing only once it has ' +
    'succeeded.',
  claims: 'at-most-once',
  exposedTo: ['commit-delayed'],
  reprocessingMax: () => 0,
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      if (records.length === 0) continue
      try {
        yield* consumer.commitSync(nextOffsets(records))
      } catch (error) {
        const refused =
          isException(error, 'CommitFailedException') ||
          isException(error, 'RebalanceInProgressException')
        if (!refused) throw error
        continue
      }
      for (const record of records) yield* process(record)
    }
  },
}
