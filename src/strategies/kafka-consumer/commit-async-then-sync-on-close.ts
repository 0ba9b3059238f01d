import { isException } from '../../model/errors.ts'
import type { Strategy } from '../strategy.ts'
import { mayPollOn } from './commit-errors.ts'

/**
 * Asynchronous commits, and a synchronous one at the end: `commitAsync()` after each batch,
 * `commitSync()` before `close()`.
 *
 * The last commit waits for its answer, so that a restart repeats nothing. It belongs to the
 * WakeupException alone: in a `finally` it would also run after a handler's exception and commit
 * records that were never reached. A wakeup strikes in poll, when everything is done: at least
 * once.
 */
export const commitAsyncThenSyncOnClose: Strategy = {
  name: 'commit-async-then-sync-on-close',
  summary:
    'Asynchronous commits, and a synchronous one at the end: `commitAsync()` after each batch, ' +
    '`commitSync()` before `close()`.',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    try {
      for (;;) {
        for (const record of yield* consumer.poll()) yield* process(record)
        yield* consumer.commitAsync()
      }
    } catch (error) {
      if (!isException(error, 'WakeupException')) throw error
      try {
        yield* consumer.commitSync()
      } catch (failure) {
        if (!mayPollOn(failure)) throw failure
      }
      yield* consumer.close()
    }
  },
}
