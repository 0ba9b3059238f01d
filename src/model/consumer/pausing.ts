/**
 * pause and resume.
 *
 * Behaviour: a paused partition keeps its position and what was fetched for it, but poll returns
 * none of it; the flag goes with the partition when it is revoked (A.2.7).
 * Left out: nothing that a strategy could see.
 * Source: reference A.2.7; `SubscriptionState.pause`.
 */
import { KafkaException } from '../errors.ts'
import type { TopicPartition } from '../topic-partition.ts'
import { type ConsumerState, findAssigned } from './consumer-state.ts'

/** Pauses or resumes; throws IllegalStateException for a partition that is not assigned. */
export function pausePartitions(
  consumer: ConsumerState,
  partitions: readonly TopicPartition[],
  paused: boolean,
): void {
  for (const { topic, partition } of partitions) {
    const assigned = findAssigned(consumer, topic, partition)
    if (assigned === undefined) throw notAssigned(topic, partition)
    assigned.paused = paused
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
