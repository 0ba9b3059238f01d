/**
 * partitionsFor: the partitions of a topic, from metadata.
 *
 * Behaviour: answered from the client's metadata; asked for if the client has none yet.
 * Left out: topics that do not exist; the leader and replicas in the answer.
 * Source: `ClassicKafkaConsumer.partitionsFor`; reference D (how drivers list partitions).
 */
import type { Instance, Task } from '../instance/instance.ts'
import { resume } from '../instance/task.ts'
import type { World } from '../world.ts'
import { ensureMetadata } from './coordinator.ts'
import { illegalIfClosed } from './guards.ts'

/** One step of partitionsFor(). */
export function partitionsForStep(
  world: World,
  instance: Instance,
  task: Task,
  topic: string,
): void {
  if (illegalIfClosed(world, instance, task)) return
  if (!ensureMetadata(world, instance)) {
    task.blocked = true
    return
  }
  const places = instance.consumer.metadata
    .filter((info) => info.topic === topic)
    .map(({ partition }) => ({ topic, partition }))
  resume(world, instance, task, places)
}
