/**
 * Acks in any order: `asyncAcks` in the MANUAL modes.
 *
 * Behaviour: of each partition of the last poll the container keeps which offsets are not
 * acknowledged. An ack behind a gap waits; when the gap closes, the highest ack in a row is the one
 * that counts (not in 3.3.13 and 4.0.3, #4332). While an offset is missing, the consumer is paused.
 * An ack for a record of an earlier poll, or of a partition that is gone, throws
 * IllegalStateException in the thread that acknowledges. Records that fail and come again are taken
 * out (so since 4.0.4; 3.3 waits for their acks for ever), and so is the one that the error handler
 * has recovered. Nobody takes out those that came behind that one and are sought, nor one that an
 * interceptor, or a filter without `ackDiscarded`, keeps from the listener: the partition then
 * stands still, as the consumer is paused until their acks come.
 * Source: reference B.3; `ListenerConsumer.captureOffsets`, `ackInOrder`, `removeOffsetsInBatch`,
 * `ListenerConsumerRebalanceListener.onPartitionsRevoked`.
 */
import type { ConsumerRecord, Program, TopicPartition } from '../../model/consumer/api.ts'
import { KafkaException } from '../../model/errors.ts'
import { samePartition } from '../offsets.ts'
import { type Container, includes, type Unacknowledged } from './container-state.ts'

/** A poll has returned these: they are to be acknowledged. */
export function captureOffsets(container: Container, records: readonly ConsumerRecord[]): void {
  if (container.unacknowledged === null || records.length === 0) return
  const captured: Unacknowledged[] = []
  for (const record of records) {
    const known = captured.find((entry) => samePartition(entry, record))
    if (known !== undefined) known.offsets.push(record.offset)
    else captured.push({ ...placeOf(record), offsets: [record.offset], deferred: [] })
  }
  container.unacknowledged = captured
}

/** Acknowledges the record, or lets its ack wait for those before it. */
export function* ackInOrder(container: Container, record: ConsumerRecord): Program<void> {
  const entry = container.unacknowledged?.find((one) => samePartition(one, record))
  const first = entry?.offsets[0]
  if (entry === undefined || first === undefined) throw stale(record, 'offsets list is empty')
  if (record.offset < first) throw stale(record, `first remaining offset is ${first}`)
  if (record.offset > first) {
    entry.deferred.push(record)
    return
  }
  yield* container.steps.acknowledge(container, [lastInRow(entry, record)])
  // Not where that has thrown: then the partition is waited for, and nothing ends it.
  if (entry.offsets.length === 0) dropUnacknowledged(container, [entry])
}

/** Takes out the first offset and all behind it that are acknowledged; the last one counts. */
function lastInRow(entry: Unacknowledged, record: ConsumerRecord): ConsumerRecord {
  entry.offsets.shift()
  entry.deferred.sort((a, b) => a.offset - b.offset)
  let counts = record
  for (;;) {
    const next = entry.deferred[0]
    if (next === undefined || next.offset !== entry.offsets[0]) return counts
    counts = next
    entry.deferred.shift()
    entry.offsets.shift()
  }
}

/** Records that come again are not waited for. */
export function removeFromBatch(container: Container, records: readonly ConsumerRecord[]): void {
  for (const record of records) {
    const entry = container.unacknowledged?.find((one) => samePartition(one, record))
    if (entry === undefined || entry.offsets.length === 0) continue
    entry.offsets = entry.offsets.filter((offset) => offset !== record.offset)
    entry.deferred = entry.deferred.filter(({ offset }) => offset !== record.offset)
    if (entry.offsets.length === 0) dropUnacknowledged(container, [entry])
  }
}

/** Nothing of these partitions is waited for any more. */
export function dropUnacknowledged(
  container: Container,
  partitions: readonly TopicPartition[],
): void {
  if (container.unacknowledged === null) return
  container.unacknowledged = container.unacknowledged.filter(
    (entry) => !includes(partitions, entry),
  )
}

function stale({ topic, partition, offset }: ConsumerRecord, why: string): KafkaException {
  const text = `Unexpected ack for ${topic}-${partition}@${offset}; ${why}`
  return new KafkaException('IllegalStateException', text)
}

function placeOf({ topic, partition }: TopicPartition): TopicPartition {
  return { topic, partition }
}
