/**
 * unsubscribe.
 *
 * Behaviour: the revoked callback, then LeaveGroup; no auto-commit (0.1 #6). The call does not
 * wait for the answer.
 * Left out: nothing that a strategy could see.
 * Source: reference 0.1 #6, A.3; `ClassicKafkaConsumer.unsubscribe`.
 */
import type { Instance, Pending, Task } from '../instance/instance.ts'
import { fail, resume } from '../instance/task.ts'
import { clearList } from '../lists.ts'
import type { World } from '../world.ts'
import { illegalIfClosed } from './guards.ts'
import { callbackFailure } from './join-prepare.ts'
import { leave, leaveCallback } from './leaving.ts'

/** One step of unsubscribe. Phases: 0 callback, 1 leave. */
export function unsubscribeStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
): void {
  if (illegalIfClosed(world, instance, task)) return
  const consumer = instance.consumer
  if (pending.phase === 0) {
    pending.phase = 1
    if (leaveCallback(world, instance, task, pending)) return
  }
  world.emit({ kind: 'unsubscribed', time: world.now, member: instance.name })
  leave(world, instance, pending)
  consumer.mode = 'none'
  world.progress++
  consumer.listener = null
  consumer.partitions = []
  clearList(consumer.buffers)
  if (pending.firstError === null) resume(world, instance, task, undefined)
  else fail(world, instance, task, callbackFailure(pending.firstError))
}
