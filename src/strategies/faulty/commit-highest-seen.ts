import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { mayPollOn } from '../kafka-consumer/commit-errors.ts'
import { nextOffsets } from '../offsets.ts'
import type { Strategy } from '../strategy.ts'

const workers = 2

/**
 * Parallel handlers, committed as they finish: the poll thread commits the highest offset that any
 * worker of a pool has finished.
 *
 * Two workers finish records of one partition out of order, and a committed offset covers
 * everything below it: the slower worker's record, too. A crash then loses it. Cure: commit up to
 * the lowest record that is not done.
 */
export const commitHighestSeen: Strategy = {
  name: 'commit-highest-seen',
  summary:
    'Parallel handlers, committed as they finish: the poll thread commits the highest offset ' +
    'that any worker of a pool has finished.',
  claims: 'at-least-once',
  caughtBy: { property: 'at-least-once', under: 'handler-error' },
  *run({ consumer, process, fork, waitUntil }) {
    const queue: ConsumerRecord[] = []
    let finished: ConsumerRecord[] = []
    function* worker(): Program<void> {
      for (;;) {
        yield* waitUntil(() => queue.length > 0)
        const record = queue.shift()
        if (record === undefined) continue
        yield* process(record)
        finished.push(record)
      }
    }
    for (let i = 0; i < workers; i++) yield* fork(worker)
    for (;;) {
      queue.push(...(yield* consumer.poll()))
      if (finished.length === 0) continue
      const offsets = nextOffsets(finished)
      finished = []
      try {
        yield* consumer.commitSync(offsets)
      } catch (error) {
        if (!mayPollOn(error)) throw error
      }
    }
  },
}
