import type { Offsets, TopicPartition } from '../../model/consumer/api.ts'
import { entriesOf, nextOffsets, updated } from '../offsets.ts'
import { seekToStored } from '../seeking.ts'
import type { Strategy } from '../strategy.ts'
import { assignNewPartitions } from './driver.ts'

/**
 * Spark DStream with its own store: results and offset ranges in one database transaction, with
 * the check that the stored end is the start of this batch.
 *
 * The driver starts at the stored offsets (`ConsumerStrategies.Assign`). A batch whose start is
 * not what the store says is not committed, which makes a repeated batch and a second driver
 * harmless: exactly once. Every failure ends the application, and the next one starts from the
 * store. The executors are part of the driver here, and a batch is one transaction.
 */
export const sparkDstreamOwnStore: Strategy = {
  name: 'spark-dstream-own-store',
  summary:
    'Spark DStream with its own store: results and offset ranges in one database transaction, ' +
    'with the check that the stored end is the start of this batch.',
  claims: 'exactly-once',
  uses: ['store'],
  membersMax: 1,
  reprocessingMax: (settings) => settings['max.poll.records'],
  *run({ consumer, process, store, topic }) {
    let partitions: readonly TopicPartition[] = []
    let stored: Offsets = []
    for (;;) {
      const added = yield* assignNewPartitions(consumer, topic, partitions)
      if (added.length > 0) {
        partitions = [...partitions, ...added]
        stored = updated(stored, yield* seekToStored(consumer, store, added))
      }
      const records = yield* consumer.poll()
      if (records.length === 0) continue
      const ends = nextOffsets(records)
      const transaction = yield* store.begin()
      for (const record of records) yield* process(record, transaction)
      yield* store.commit(transaction, ends, entriesOf(stored, ends))
      stored = updated(stored, ends)
    }
  },
}
