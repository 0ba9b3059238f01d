import type { ConsumerRecord, Offsets, TopicPartition } from '../../model/consumer/api.ts'
import { nextOffsets, updated } from '../offsets.ts'
import { assignNewPartitions } from '../spark/driver.ts'
import type { Strategy } from '../strategy.ts'

/**
 * Spark DStream with commits before the output: `commitAsync(ranges)` as the first line of
 * `foreachRDD`.
 *
 * The driver generates batches while earlier ones run. `compute()` of the next batch sends the
 * queue, and the ranges of the batch that is still running are in it. A crash loses that batch.
 * Cure: call `commitAsync` after the output (`spark-dstream-commit-async`).
 */
export const sparkCommitAsyncBeforeOutput: Strategy = {
  name: 'spark-commit-async-before-output',
  summary:
    'Spark DStream with commits before the output: `commitAsync(ranges)` as the first line of ' +
    '`foreachRDD`.',
  claims: 'at-least-once',
  membersMax: 1,
  caughtBy: { property: 'at-least-once', under: 'crash' },
  *run({ consumer, process, fork, waitUntil, topic }) {
    const jobs: (readonly ConsumerRecord[])[] = []
    let partitions: readonly TopicPartition[] = []
    let commitQueue: Offsets = []
    yield* fork(function* runJobs() {
      for (;;) {
        yield* waitUntil(() => jobs.length > 0)
        const records = jobs.shift() ?? []
        commitQueue = updated(commitQueue, nextOffsets(records))
        for (const record of records) yield* process(record)
      }
    })
    for (;;) {
      const added = yield* assignNewPartitions(consumer, topic, partitions)
      partitions = [...partitions, ...added]
      const records = yield* consumer.poll()
      if (commitQueue.length > 0) {
        yield* consumer.commitAsync(commitQueue)
        commitQueue = []
      }
      if (records.length > 0) jobs.push(records)
    }
  },
}
