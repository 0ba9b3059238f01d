import type { Offsets, Program } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Asynchronous commit with a guarded retry: the callback sends a failed `commitAsync` again only
 * if no newer commit has been sent.
 *
 * Without the guard an old offset could follow a newer one and move the group back. A sequence
 * number tells: each commit takes the next, and a callback whose number is no longer the latest
 * leaves the work to the newer commit. Only retriable failures are sent again, and none while the
 * consumer closes. At least once, as everything that was polled is done when a commit is sent. The
 * guard does not know who owns the partition: a retry after a rebalance can still move the group
 * back.
 */
export const commitAsyncRetryInOrder: Strategy = {
  name: 'commit-async-retry-in-order',
  summary:
    'Asynchronous commit with a guarded retry: the callback sends a failed `commitAsync` again ' +
    'only if no newer commit has been sent.',
  claims: 'at-least-once',
  *run({ consumer, process, stopping }) {
    let latest = 0
    function* commit(offsets: Offsets | null): Program<void> {
      latest += 1
      const sequence = latest
      yield* consumer.commitAsync(offsets, function* retry(failed, error) {
        if (!isException(error, 'RetriableCommitFailedException')) return
        if (sequence !== latest || (yield* stopping())) return
        yield* commit(failed)
      })
    }
    for (;;) {
      for (const record of yield* consumer.poll()) yield* process(record)
      yield* commit(null)
    }
  },
}
