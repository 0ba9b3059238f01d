import type { Offsets, TopicPartition } from '../../model/consumer/api.ts'
import { nextOffsets, updated } from '../offsets.ts'
import type { Strategy } from '../strategy.ts'
import { assignNewPartitions } from './driver.ts'

/**
 * Spark DStream with commits to Kafka: `stream.asInstanceOf[CanCommitOffsets].commitAsync(ranges)`
 * after the output.
 *
 * The call only queues the ranges. The driver sends the queue, the highest end per partition,
 * inside `compute()` of a later batch, and nothing sends it at a stop: a restart repeats at least
 * the last batch. At least once, because the ranges are queued after the output. The driver's
 * consumer assigns itself the partitions, so its commits carry generation -1 and are not fenced.
 * The executors are part of the driver here, and batches run one after the other
 * (`spark.streaming.concurrentJobs=1`).
 */
export const sparkDstreamCommitAsync: Strategy = {
  name: 'spark-dstream-commit-async',
  summary:
    'Spark DStream with commits to Kafka: ' +
    '`stream.asInstanceOf[CanCommitOffsets].commitAsync(ranges)` after the output.',
  claims: 'at-least-once',
  membersMax: 1,
  stalls: {
    under: ['coordinator-failover'],
    because:
      'the first commit after the coordinator has moved fails, and is sent again by nobody: the ' +
      'next batch makes up for it, if there is one',
  },
  *run({ consumer, process, topic }) {
    let partitions: readonly TopicPartition[] = []
    let commitQueue: Offsets = []
    for (;;) {
      const added = yield* assignNewPartitions(consumer, topic, partitions)
      partitions = [...partitions, ...added]
      const records = yield* consumer.poll()
      if (commitQueue.length > 0) {
        yield* consumer.commitAsync(commitQueue)
        commitQueue = []
      }
      for (const record of records) yield* process(record)
      commitQueue = updated(commitQueue, nextOffsets(records))
    }
  },
}
