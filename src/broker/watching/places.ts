/** Topic-partitions and the offsets that are committed for them. */
import type { CommitEntry } from '../../model/network/client-requests.ts'
import type { TopicPartition } from '../../model/topic-partition.ts'
import type { CommitTopic } from '../../wire/apis/topics.ts'

/** One offset of a commit. */
export type Place = Pick<CommitEntry, 'topic' | 'partition' | 'offset'>

/** All offsets that a commit asks for. */
export function placesOf(topics: readonly CommitTopic[]): Place[] {
  return topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex, committedOffset }) => ({
      topic: name,
      partition: partitionIndex,
      offset: committedOffset,
    })),
  )
}

/** Whether the place is among them. */
export function includes(
  places: readonly TopicPartition[],
  { topic, partition }: TopicPartition,
): boolean {
  return places.some((place) => place.topic === topic && place.partition === partition)
}
