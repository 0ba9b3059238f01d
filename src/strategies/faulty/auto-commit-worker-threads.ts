import type { ConsumerRecord } from '../../model/consumer/api.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Auto-commit with worker threads: `enable.auto.commit=true`, and poll hands records to an
 * executor.
 *
 * The next poll commits what the last one returned, whether or not the workers are done with it.
 * A crash then loses what was still in the queue. Cure: commit only the records that are done,
 * without gaps.
 */
export const autoCommitWorkerThreads: Strategy = {
  name: 'auto-commit-worker-threads',
  summary:
    'Auto-commit with worker threads: `enable.auto.commit=true`, and poll hands records to an ' +
    'executor.',
  claims: 'at-least-once',
  settings: { 'enable.auto.commit': true },
  caughtBy: { property: 'at-least-once', under: 'crash' },
  *run({ consumer, process, fork, waitUntil }) {
    const queue: ConsumerRecord[] = []
    yield* fork(function* worker() {
      for (;;) {
        yield* waitUntil(() => queue.length > 0)
        const record = queue.shift()
        if (record !== undefined) yield* process(record)
      }
    })
    for (;;) queue.push(...(yield* consumer.poll()))
  },
}
