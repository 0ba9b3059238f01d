/**
 * The order in which a poll's partitions are iterated: that of a Java HashMap.
 *
 * Behaviour: `ConsumerRecords` keeps its partitions in the HashMap of `Fetch.empty()`: by bucket,
 * and within a bucket by when they were drained. The table has 16 buckets and doubles when more
 * than three quarters as many partitions are in it.
 * Left out: buckets that become trees (eight partitions of one bucket in a table of 64).
 * Source: `Fetch.addRecords`, `ConsumerRecords.iterator`, `TopicPartition.hashCode`,
 * `java.util.HashMap`.
 */
import type { TopicPartition } from '../topic-partition.ts'

/** The lists, each of one partition's records and not empty, as one in the order of iteration. */
export function inHashOrder<T extends TopicPartition>(lists: readonly T[][]): T[] {
  if (lists.length === 1) return lists[0] as T[]
  const buckets = bucketsFor(lists.length)
  const bucketed = lists.map((list) => ({ list, bucket: bucketOf(list[0] as T, buckets) }))
  return bucketed.sort((a, b) => a.bucket - b.bucket).flatMap(({ list }) => list)
}

function bucketsFor(partitions: number): number {
  let buckets = 16
  while (partitions > 0.75 * buckets) buckets *= 2
  return buckets
}

function bucketOf({ topic, partition }: TopicPartition, buckets: number): number {
  const hash = (Math.imul(31, 31 + partition) + stringHash(topic)) | 0
  return (hash ^ (hash >>> 16)) & (buckets - 1)
}

/** `String.hashCode`. */
function stringHash(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0
  return hash
}
