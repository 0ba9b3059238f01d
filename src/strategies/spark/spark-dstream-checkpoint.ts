import type { TopicPartition } from '../../model/consumer/api.ts'
import { isException } from '../../model/errors.ts'
import { nextOffsets } from '../offsets.ts'
import { seekToStored } from '../seeking.ts'
import type { Strategy } from '../strategy.ts'
import { assignNewPartitions } from './driver.ts'

/**
 * Spark DStream with a checkpoint: `StreamingContext.getOrCreate(checkpointDirectory, …)`, offset
 * ranges kept in the checkpoint.
 *
 * The driver plans a batch as the offset ranges it has just read, runs the output, and then writes
 * a checkpoint in which that batch is no longer pending. After a restart it seeks to the start of
 * the pending batch: at least once. A checkpoint that could not be written is logged, as Spark
 * does; the older one repeats more. The executors are part of the driver here, and the ends of
 * the pending range are left out, for no DStream output depends on them.
 */
export const sparkDstreamCheckpoint: Strategy = {
  name: 'spark-dstream-checkpoint',
  summary:
    'Spark DStream with a checkpoint: `StreamingContext.getOrCreate(checkpointDirectory, …)`, ' +
    'offset ranges kept in the checkpoint.',
  claims: 'at-least-once',
  uses: ['store'],
  membersMax: 1,
  reprocessingMax: (settings) => settings['max.poll.records'],
  *run({ consumer, process, store, topic }) {
    let partitions: readonly TopicPartition[] = []
    for (;;) {
      const added = yield* assignNewPartitions(consumer, topic, partitions)
      if (added.length > 0) {
        partitions = [...partitions, ...added]
        yield* seekToStored(consumer, store, added)
      }
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      if (records.length === 0) continue
      try {
        yield* store.saveOffsets(nextOffsets(records))
      } catch (error) {
        if (!isException(error, 'StoreException')) throw error
      }
    }
  },
}
