/** Offsets as users of kafkajs name them. */
import type { Place } from '../../broker/watching/places.ts'

/**
 * A list of them; what is no list of places is for kafkajs to refuse. A partition may
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
