/** What the Spark drivers share: one process that assigns itself every partition of the topic. */
import type {
  Consumer,
  ConsumerRecord,
  Offsets,
  Program,
  TopicPartition,
} from '../../model/consumer/api.ts'
import { samePartition } from '../offsets.ts'
import { seekTo } from '../seeking.ts'

/**
 * Assigns the topic's partitions if there are more than the driver knows of, and returns the new
 * ones. Asked before every batch; the positions of partitions that stay are kept by `assign`.
 */
export function* assignNewPartitions(
  consumer: Consumer,
  topic: string,
  known: readonly TopicPartition[],
): Program<readonly TopicPartition[]> {
  const partitions = yield* consumer.partitionsFor(topic)
  if (partitions.length === known.length) return []
  yield* consumer.assign(partitions)
  return partitions.filter((one) => !known.some((old) => samePartition(one, old)))
}

/**
 * Reads exactly the records between two offsets per partition, as a batch that is run again must.
 * The ends come from records that were read before, so each is one past a record that exists.
 * Other partitions may be polled past: the caller seeks all of them afterwards.
 */
export function* readRange(
  consumer: Consumer,
  start: Offsets,
  end: Offsets,
): Program<readonly ConsumerRecord[]> {
  yield* seekTo(consumer, start)
  const range: ConsumerRecord[] = []
  let missing = end
  while (missing.length > 0) {
    for (const record of yield* consumer.poll()) {
      const until = missing.find((one) => samePartition(one, record))
      if (until === undefined) continue
      if (record.offset < until.offset) range.push(record)
      if (record.offset >= until.offset - 1) missing = missing.filter((one) => one !== until)
    }
  }
  return range
}
