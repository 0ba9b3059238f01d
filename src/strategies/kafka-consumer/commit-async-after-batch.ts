import type { Strategy } from '../strategy.ts'

/**
 * Asynchronous commit after each batch: `commitAsync()`, whose outcome nobody looks at.
 *
 * A failed commit is never retried; the next one covers it. Everything that was polled is done
 * when the commit is sent, so none can be ahead: at least once. How much a crash repeats depends
 * on how many commits in a row have failed or are still under way.
 */
export const commitAsyncAfterBatch: Strategy = {
  name: 'commit-async-after-batch',
  summary: 'Asynchronous commit after each batch: `commitAsync()`, whose outcome nobody looks at.',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      for (const record of yield* consumer.poll()) yield* process(record)
      yield* consumer.commitAsync()
    }
  },
}
