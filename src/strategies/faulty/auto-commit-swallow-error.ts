import { isException } from '../../model/errors.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Auto-commit with swallowed exceptions: `catch (Exception e) { log.error(…); }` around the
 * handler.
 *
 * The position is behind the failed record already, and the next poll commits it: the record is
 * gone, and a line in a log is all that is left. Cure: seek back and retry, or a dead-letter topic.
 */
export const autoCommitSwallowError: Strategy = {
  name: 'auto-commit-swallow-error',
  summary:
    'Auto-commit with swallowed exceptions: `catch (Exception e) { log.error(…); }` around the ' +
    'handler.',
  claims: 'at-least-once',
  settings: { 'enable.auto.commit': true },
  caughtBy: { property: 'at-least-once', under: 'handler-error' },
  *run({ consumer, process }) {
    for (;;) {
      for (const record of yield* consumer.poll()) {
        try {
          yield* process(record)
        } catch (error) {
          if (!isException(error, 'HandlerError')) throw error
        }
      }
    }
  },
}
