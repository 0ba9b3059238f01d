/**
 * pause and resume.
 *
 * Behaviour: a paused partition keeps its position and what was fetched for it, but poll returns
 * none of it; the flag goes with the partition when it is revoked (A.2.7).
 * Left out: nothing that a strategy could see.
 * Source: reference A.2.7; `SubscriptionState.pause`.
 */
import { KafkaException } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { World } from '../world.ts'
import { type ConsumerState, findAssigned } from './consumer-state.ts'

/** Pauses or resumes; throws IllegalStateException for a partition that is not assigned. */
export function pausePartitions(
  world: World,
  { name: member, consumer }: Instance,
  partitions: readonly TopicPartition[],
  paused: boolean,
): void {
  for (const { topic, partition } of partitions) {
    const assigned = findAssigned(consumer, topic, partition)
    if (assigned === undefined) throw notAssigned(topic, partition)
    if (assigned.paused === paused) continue
    assigned.paused = paused
    const kind = paused ? 'paused' : 'resumed'
    world.emit({ kind, time: world.now, member, topic, partition })
  }
}

/** The partitions that are paused now. */
export function pausedPartitions(consumer: ConsumerState): readonly TopicPartition[] {
  return consumer.partitions
    .filter((assigned) => assigned.paused)
    .map(({ topic, partition }) => ({ topic, partition }))
}

/** What the client throws when a call names a partition that it does not own. */
export function notAssigned(topic: string, partition: number): KafkaException {
  return new KafkaException(
    'IllegalStateException',
    `No current assignment for partition ${topic}-${partition}`,
  )
}
