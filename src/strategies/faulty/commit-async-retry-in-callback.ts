import type { Offsets, Program } from '../../model/consumer/api.ts'
import { isException, type KafkaException } from '../../model/errors.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Asynchronous commit with a blind retry: the callback sends every failed `commitAsync` again.
 *
 * When a newer commit has succeeded in the meantime, the old offset follows it and moves the group
 * back: records are repeated after the next rebalance. Cure: `commit-async-retry-in-order`.
 */
export const commitAsyncRetryInCallback: Strategy = {
  name: 'commit-async-retry-in-callback',
  summary:
    'Asynchronous commit with a blind retry: the callback sends every failed `commitAsync` again.',
  claims: 'at-least-once',
  caughtBy: { property: 'commit-monotonic', under: 'commit-refused' },
  fixedBy: 'commit-async-retry-in-order',
  *run({ consumer, process, stopping }) {
    function* retry(failed: Offsets, error: KafkaException | null): Program<void> {
      if (!isException(error, 'RetriableCommitFailedException') || (yield* stopping())) return
      yield* consumer.commitAsync(failed, retry)
    }
    for (;;) {
      for (const record of yield* consumer.poll()) yield* process(record)
      yield* consumer.commitAsync(null, retry)
    }
  },
}
