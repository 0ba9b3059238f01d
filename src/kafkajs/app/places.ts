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

/**
 * Offsets as users name them; what is no list of places is for kafkajs to refuse. A partition may
 * be a text: `uncommittedOffsets` has them as keys of objects, and kafkajs takes either.
 */
export function placesOfUser(offsets: readonly UserPlace[] | undefined): Place[] {
  if (!Array.isArray(offsets)) return []
  const places: readonly UserPlace[] = offsets
  return places.map(({ topic, partition, offset }) => ({
    ...{ topic, partition: Number(partition), offset: Number(offset) },
  }))
}

/** The same by topic. */
export function placesOfTopics(offsets: UserTopics | undefined): Place[] {
  const topics: UserTopics['topics'] | undefined = offsets?.topics
  if (topics === undefined || !Array.isArray(topics)) return []
  return (topics as UserTopics['topics']).flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset }) => ({
      ...{ topic, partition: Number(partition), offset: Number(offset) },
    })),
  )
}

interface UserPlace {
  readonly topic: string
  readonly partition: number | string
  readonly offset: string
}

interface UserTopics {
  readonly topics: readonly {
    readonly topic: string
    readonly partitions: readonly Omit<UserPlace, 'topic'>[]
  }[]
}

/** Whether the place is among them. */
export function includes(
  places: readonly TopicPartition[],
  { topic, partition }: TopicPartition,
): boolean {
  return places.some((place) => place.topic === topic && place.partition === partition)
}
