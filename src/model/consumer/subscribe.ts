/**
 * subscribe and assign.
 *
 * Behaviour: subscribing again only replaces the listener and the topics; mixing subscription and
 * manual assignment is an IllegalStateException. `assign` commits asynchronously first if the
 * auto-commit interval has passed (A.3), drops the positions of partitions that go, and keeps
 * those that stay.
 * Left out: patterns; subscription to a topic that does not exist.
 * Source: reference 0.1 #6, A.3; `ClassicKafkaConsumer.subscribe`, `.assign`.
 */
import { KafkaException } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import type { RebalanceListener } from '../instance/ops.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { World } from '../world.ts'
import { maybeAutoCommit } from './auto-commit.ts'
import { createAssigned, dropBuffers, findAssigned } from './consumer-state.ts'

/** Subscribes to topics; throws IllegalStateException after a manual assignment. */
export function subscribe(
  world: World,
  instance: Instance,
  topics: readonly string[],
  listener: RebalanceListener | null,
): void {
  const consumer = instance.consumer
  if (consumer.mode === 'assigned') throw mixed()
  consumer.mode = 'subscribed'
  consumer.topics = topics
  consumer.listener = listener
  world.emit({ kind: 'subscribed', time: world.now, member: instance.name, topics })
}

/** Assigns partitions by hand; throws IllegalStateException after a subscription. */
export function assignPartitionsByHand(
  world: World,
  instance: Instance,
  partitions: readonly TopicPartition[],
): void {
  const consumer = instance.consumer
  if (consumer.mode === 'subscribed') throw mixed()
  maybeAutoCommit(world, instance)
  consumer.mode = 'assigned'
  consumer.rejoinNeeded = false
  world.progress++
  for (const old of consumer.partitions) {
    const stays = partitions.some((p) => p.topic === old.topic && p.partition === old.partition)
    if (!stays) dropBuffers(consumer, old.topic, old.partition)
  }
  consumer.partitions = partitions.map(
    (place) => findAssigned(consumer, place.topic, place.partition) ?? createAssigned(place),
  )
  world.emit({
    ...{ kind: 'assigned-by-hand', time: world.now, member: instance.name },
    partitions: partitions.map(({ topic, partition }) => `${topic}-${partition}`),
  })
}

function mixed(): KafkaException {
  return new KafkaException(
    'IllegalStateException',
    'Subscription to topics, partitions and pattern are mutually exclusive',
  )
}
