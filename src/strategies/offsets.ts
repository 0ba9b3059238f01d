/** Arithmetic on offsets per partition: what Java code keeps in a `Map<TopicPartition, …>`. */
import type {
  ConsumerRecord,
  Offsets,
  TopicPartition,
  TopicPartitionOffset,
} from '../model/consumer/api.ts'

/** Whether both are the same partition of the same topic. */
export function samePartition(a: TopicPartition, b: TopicPartition): boolean {
  return a.partition === b.partition && a.topic === b.topic
}

/** What to commit once these records are done: per partition, the highest offset plus one. */
export function nextOffsets(records: readonly TopicPartitionOffset[]): Offsets {
  const next: TopicPartitionOffset[] = []
  for (const { topic, partition, offset } of records) {
    const index = next.findIndex((known) => samePartition(known, { topic, partition }))
    const known = next[index]
    if (known === undefined) next.push({ topic, partition, offset: offset + 1 })
    else if (known.offset <= offset) next[index] = { topic, partition, offset: offset + 1 }
  }
  return next
}

/** Where to seek to be handed these records again: the first of each partition. */
export function firstOffsets(records: readonly ConsumerRecord[]): Offsets {
  const first: TopicPartitionOffset[] = []
  for (const { topic, partition, offset } of records) {
    if (first.some((known) => samePartition(known, { topic, partition }))) continue
    first.push({ topic, partition, offset })
  }
  return first
}

/** `known` with the entries of `changes` put in the place of older ones, or added. */
export function updated(known: Offsets, changes: Offsets): Offsets {
  return [...known.filter((old) => !changes.some((one) => samePartition(old, one))), ...changes]
}

/** The entries of `known` for these partitions. */
export function entriesOf(known: Offsets, partitions: readonly TopicPartition[]): Offsets {
  return known.filter((entry) => partitions.some((one) => samePartition(entry, one)))
}
