/**
 * seek, seekToBeginning, seekToEnd.
 *
 * Behaviour: a seek sets the position only; nothing is committed, and what was fetched for the old
 * position is dropped. A negative offset is rejected. Seeking to an end asks the leader at the
 * next poll.
 * Left out: seeking with a leader epoch.
 * Source: reference A.2.3, A.2.7; `ClassicKafkaConsumer.seek`.
 */
import { KafkaException } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { World } from '../world.ts'
import { dropBuffers, findAssigned } from './consumer-state.ts'
import { notAssigned } from './pausing.ts'

/** Sets the position; throws IllegalArgument- or IllegalStateException. */
export function seek(
  world: World,
  instance: Instance,
  place: TopicPartition,
  offset: number,
): void {
  if (!(offset >= 0)) {
    throw new KafkaException('IllegalArgumentException', 'seek offset must not be negative')
  }
  const assigned = findAssigned(instance.consumer, place.topic, place.partition)
  if (assigned === undefined) throw notAssigned(place.topic, place.partition)
  dropBuffers(instance.consumer, place.topic, place.partition)
  assigned.status = 'fetching'
  assigned.position = offset
  assigned.positionEpoch = -1
  assigned.resetTo = null
  assigned.lookup = -1
  assigned.resetDue = -1
  world.emit({
    kind: 'position',
    time: world.now,
    member: instance.name,
    topic: assigned.topic,
    partition: assigned.partition,
    offset,
    reason: 'seek',
  })
}

/** Asks for a reset to one end of the log at the next poll; no partitions: all. */
export function seekToEnd(
  world: World,
  { name: member, consumer }: Instance,
  partitions: readonly TopicPartition[],
  end: 'beginning' | 'end',
): void {
  const places = partitions.length === 0 ? [...consumer.partitions] : partitions
  for (const { topic, partition } of places) {
    const assigned = findAssigned(consumer, topic, partition)
    if (assigned === undefined) throw notAssigned(topic, partition)
    dropBuffers(consumer, topic, partition)
    assigned.status = 'await-reset'
    assigned.resetTo = end === 'beginning' ? 'earliest' : 'latest'
    assigned.lookup = -1
    assigned.resetDue = -1
    world.emit({ kind: 'sought-end', time: world.now, member, topic, partition, end })
  }
}
