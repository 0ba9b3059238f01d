import { isException } from '../../model/errors.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Auto-commit with `close()` in `finally`: the loop that most tutorials print.
 *
 * After a handler's exception, `close()` commits the position: all that the last poll returned,
 * the failed record and those never reached included. Cure: no auto-commit, or no close() on the
 * way out of an exception.
 */
export const autoCommitCloseInFinally: Strategy = {
  name: 'auto-commit-close-in-finally',
  summary: 'Auto-commit with `close()` in `finally`: the loop that most tutorials print.',
  claims: 'at-least-once',
  settings: { 'enable.auto.commit': true },
  caughtBy: { property: 'at-least-once', under: 'handler-error' },
  *run({ consumer, process }) {
    try {
      for (;;) {
        for (const record of yield* consumer.poll()) yield* process(record)
      }
    } catch (error) {
      if (!isException(error, 'WakeupException')) throw error
    } finally {
      yield* consumer.close()
    }
  },
}
