/** Where the contents of a record were first: a retry topic has copies, and copies of copies. */
import type { TopicPartitionOffset } from '../topic-partition.ts'
import type { Cluster } from './cluster.ts'
import { findPartition } from './partition-log.ts'

/**
 * The record itself, unless its log says that it is a copy. What has failed for good is the first
 * of its own: who reads it does other work than who failed.
 */
export function originOf(cluster: Cluster, place: TopicPartitionOffset): TopicPartitionOffset {
  let origin = place
  for (;;) {
    const { topic, partition, offset } = origin
    if (!cluster.retryTopics.includes(topic)) return origin
    const records = findPartition(cluster, topic, partition)?.records
    let copied: TopicPartitionOffset | undefined
    for (let at = 0; at < (records?.length ?? 0); at++) {
      const record = records?.at(at)
      if (record?.offset === offset) copied = record.payload?.copyOf
    }
    if (copied === undefined) return origin
    if (topic === cluster.deadLetterTopic && copied.topic !== topic) return origin
    origin = copied
  }
}
