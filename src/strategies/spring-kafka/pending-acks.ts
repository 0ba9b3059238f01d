/**
 * Acknowledged and not yet committed: per partition the highest acknowledged offset, plus one.
 *
 * The maximum is kept, so acknowledging record n says "done" for every record below n too: right
 * where records are acknowledged in order, a loss where they are not (reference B.3).
 */
import type { Offsets, TopicPartitionOffset } from '../../model/consumer/api.ts'
import { samePartition } from '../offsets.ts'

interface Pending {
  readonly topic: string
  readonly partition: number
  offset: number
}

/** In the order in which partitions were first acknowledged, as Spring's commit maps are. */
export interface PendingAcks {
  entries: Pending[]
}

/** Nothing acknowledged. */
export function noPendingAcks(): PendingAcks {
  return { entries: [] }
}

/** Notes that the record is acknowledged. */
export function addAck(pending: PendingAcks, record: TopicPartitionOffset): void {
  const next = record.offset + 1
  for (const entry of pending.entries) {
    if (samePartition(entry, record)) {
      if (next > entry.offset) entry.offset = next
      return
    }
  }
  pending.entries.push({ topic: record.topic, partition: record.partition, offset: next })
}

/**
 * The offsets to commit, which are no longer pending afterwards: a commit that then fails is not
 * repeated, and only a later ack of the same partition makes up for it.
 */
export function takePending(pending: PendingAcks): Offsets {
  const offsets = pending.entries
  pending.entries = []
  return offsets
}
