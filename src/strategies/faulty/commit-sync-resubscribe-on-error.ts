import { isException } from '../../model/errors.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Start afresh after a failed commit: `unsubscribe()` and `subscribe()` in the `catch`.
 *
 * Whatever the commit failed of is cured by the next poll (reference A.4): a refusal tells that the
 * group rebalances already, and a time-out is made up for by the next commit. Leaving the group
 * makes a rebalance of every failure, and every member stops for it; the partitions come back from
 * their committed offsets. Cure: log it, and poll on.
 */
export const commitSyncResubscribeOnError: Strategy = {
  name: 'commit-sync-resubscribe-on-error',
  summary: 'Start afresh after a failed commit: `unsubscribe()` and `subscribe()` in the `catch`.',
  claims: 'at-least-once',
  caughtBy: { property: 'no-needless-rebalance', under: 'commit-refused' },
  fixedBy: 'commit-sync-after-batch',
  *run({ consumer, process, topic }) {
    yield* consumer.subscribe([topic])
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      try {
        yield* consumer.commitSync()
      } catch (error) {
        if (isException(error, 'WakeupException')) throw error
        yield* consumer.unsubscribe()
        yield* consumer.subscribe([topic])
      }
    }
  },
}
