import type { Strategy } from '../strategy.ts'

/**
 * Auto-commit: `enable.auto.commit=true`, and every record is done before the next poll.
 *
 * The position is committed inside poll() when the interval is over, when a rebalance starts, and
 * in close(). At those moments everything that poll returned has been processed, because one
 * thread does both: at least once. After an exception the process must die without close(), or
 * close() commits the records that were never reached (`auto-commit-close-in-finally`).
 */
export const autoCommit: Strategy = {
  name: 'auto-commit',
  summary: 'Auto-commit: `enable.auto.commit=true`, and every record is done before the next poll.',
  claims: 'at-least-once',
  settings: { 'enable.auto.commit': true },
  *run({ consumer, process }) {
    for (;;) {
      for (const record of yield* consumer.poll()) yield* process(record)
    }
  },
}
