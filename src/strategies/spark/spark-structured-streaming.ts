import type { ConsumerRecord, Offsets, Program, TopicPartition } from '../../model/consumer/api.ts'
import { entriesOf, nextOffsets, samePartition, updated } from '../offsets.ts'
import { seekTo } from '../seeking.ts'
import type { Strategy } from '../strategy.ts'
import { assignNewPartitions, readRange } from './driver.ts'
import { addToLog, latestInLog } from './metadata-log.ts'

/**
 * Spark Structured Streaming: `checkpointLocation` with its `offsets/N` and `commits/N`, and a sink
 * that knows the batches it has.
 *
 * For each batch the driver plans the ends, writes them to `offsets/N`, runs the batch, hands it to
 * the sink and writes `commits/N`. After a restart a batch that is planned and not committed is run
 * again with identical ranges, and the sink leaves out what it has: exactly once. (With a sink that
 * does not look, as in a plain `foreachBatch`, it is at least once.) A conflict in a log or the
 * sink means a second driver, and ends this one. Kafka's group offsets are not used. The executors
 * are part of the driver here, and the ends of a batch are those of the records just read.
 */
export const sparkStructuredStreaming: Strategy = {
  name: 'spark-structured-streaming',
  summary:
    'Spark Structured Streaming: `checkpointLocation` with its `offsets/N` and `commits/N`, and ' +
    'a sink that knows the batches it has.',
  claims: 'exactly-once',
  uses: ['store'],
  membersMax: 1,
  reprocessingMax: (settings) => settings['max.poll.records'],
  *run({ consumer, process, store, topic }) {
    let partitions: readonly TopicPartition[] = []
    let ends: Offsets = []

    /** Runs a planned batch and hands it to the sink, in one transaction with its ends. */
    function* runBatch(records: readonly ConsumerRecord[], planned: Offsets): Program<void> {
      const start = entriesOf(ends, planned)
      const transaction = yield* store.begin()
      for (const record of records) yield* process(record, transaction)
      yield* store.commit(transaction, planned, start)
      yield* addToLog(store, 'commits', start, planned)
      ends = updated(ends, planned)
    }

    /** Goes on where the logs end; a batch that was planned and not committed is run again. */
    function* recover(added: readonly TopicPartition[]): Program<void> {
      const committed = yield* latestInLog(store, 'commits', added)
      const planned = differing(yield* latestInLog(store, 'offsets', added), committed)
      ends = updated(ends, committed)
      if (planned.length > 0) {
        const start = entriesOf(ends, planned)
        if (differing(yield* store.loadOffsets(planned), planned).length === 0) {
          yield* addToLog(store, 'commits', start, planned)
          ends = updated(ends, planned)
        } else yield* runBatch(yield* readRange(consumer, start, planned), planned)
      }
      yield* seekTo(consumer, ends)
    }

    for (;;) {
      const added = yield* assignNewPartitions(consumer, topic, partitions)
      partitions = [...partitions, ...added]
      if (added.length > 0) yield* recover(added)
      const records = yield* consumer.poll()
      if (records.length === 0) continue
      const planned = nextOffsets(records)
      yield* addToLog(store, 'offsets', entriesOf(ends, planned), planned)
      yield* runBatch(records, planned)
    }
  },
}

/** The entries of `some` that are not the same in `others`. */
function differing(some: Offsets, others: Offsets): Offsets {
  return some.filter(
    (one) => !others.some((other) => samePartition(one, other) && one.offset === other.offset),
  )
}
