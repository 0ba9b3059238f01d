/** Topic-partitions the way the protocol lists them: topics, each with its partitions. */
import type { TopicPartition } from '../model/topic-partition.ts'

/** One topic and some of its partitions. */
export interface PartitionsOfTopic {
  readonly topic: string
  readonly partitions: number[]
}

/** Groups by topic, in the order in which topics come up first. */
export function byTopic(places: readonly TopicPartition[]): PartitionsOfTopic[] {
  const topics: PartitionsOfTopic[] = []
  for (const { topic, partition } of places) {
    const known = topics.find((entry) => entry.topic === topic)
    if (known === undefined) topics.push({ topic, partitions: [partition] })
    else known.partitions.push(partition)
  }
  return topics
}
