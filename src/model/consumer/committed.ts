/**
 * committed: what the coordinator says.
 *
 * Behaviour: asks with OffsetFetch, stable offsets only; waits; retries what is retriable.
 * Left out: the local cache of the assignment's committed offsets.
 * Source: reference A.7.7, A.13; `ConsumerCoordinator.fetchCommittedOffsets`.
 */

import type { Instance, Pending, Task } from '../instance/instance.ts'
import { resume } from '../instance/task.ts'
import { send } from '../network/network.ts'
import type { ResponseOf } from '../network/requests.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { World } from '../world.ts'
import { backOff, ensureCoordinator, forgetCoordinator } from './coordinator.ts'
import { illegalIfClosed, wokenUp } from './guards.ts'

/** One step of committed(). Phases: 0 to be sent, 1 waiting. */
export function committedStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  partitions: readonly TopicPartition[],
): void {
  if (illegalIfClosed(world, instance, task) || wokenUp(world, instance, task)) return
  if (pending.phase === 0 && !instance.consumer.backingOff && ensureCoordinator(world, instance)) {
    const { groupId } = instance.consumer
    const request = { api: 'OffsetFetch', groupId, partitions, requireStable: true } as const
    pending.scratch = send(world, instance, instance.consumer.coordinator, request, 'coordinator')
    pending.phase = 1
  }
  task.blocked = true
}

/** Takes the answer that committed() waits for; false: nobody waits for it. */
export function onCommittedAnswer(
  world: World,
  instance: Instance,
  ticket: number,
  response: ResponseOf<'OffsetFetch'>,
): boolean {
  const task = instance.tasks.find(
    ({ pending }) => pending?.kind === 'committed' && pending.scratch === ticket,
  )
  const pending = task?.pending
  if (task === undefined || pending == null) return false
  if (response.error === 'NONE') {
    const found = response.offsets.map(({ topic, partition, offset }) => ({
      topic,
      partition,
      offset,
    }))
    task.blocked = false
    resume(world, instance, task, found)
    return true
  }
  if (response.error === 'NOT_COORDINATOR' || response.error === 'DISCONNECTED') {
    forgetCoordinator(instance)
  }
  pending.phase = 0
  backOff(world, instance)
  return true
}
