/**
 * Leaving the group, for close and unsubscribe.
 *
 * Behaviour: the revoked callback runs (the lost callback if the generation was lost, or while a
 * rebalance is under way), the partitions are given up, and dynamic members send LeaveGroup.
 * What the callback throws is kept and thrown at the end.
 * Left out: nothing that a strategy could see.
 * Source: reference A.3, A.6, A.8; `ConsumerCoordinator.onLeavePrepare`, `maybeLeaveGroup`.
 */
import { runCallback, takeCallbackError } from '../instance/callback.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import type { Program } from '../instance/ops.ts'
import type { World } from '../world.ts'
import { sendLeave } from './heartbeat.ts'
import { dropPartitions, lostCallback, placesOf } from './join-prepare.ts'

/** Runs the callback for what is given up; true: it runs now, come back afterwards. */
export function leaveCallback(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
): boolean {
  const consumer = instance.consumer
  const places = placesOf(consumer)
  if (places.length === 0 || consumer.mode !== 'subscribed') return false
  if (consumer.membership !== 'stable') consumer.generationLost = true
  const listener = consumer.listener
  const body = consumer.generationLost
    ? lostCallback(consumer, places)
    : listener?.onPartitionsRevoked === undefined
      ? null
      : () => listener.onPartitionsRevoked?.(places) as Program<void>
  if (body === null) return false
  runCallback(world, instance, task, pending, body)
  return true
}

/** Gives the partitions up and says good-bye; returns whether an answer is awaited. */
export function leave(world: World, instance: Instance, pending: Pending): boolean {
  const consumer = instance.consumer
  if (pending.firstError === null) pending.firstError = takeCallbackError(pending)
  if (consumer.mode === 'subscribed') {
    dropPartitions(world, instance, consumer.generationLost ? 'lost' : 'revoked')
  }
  const sent = consumer.groupInstanceId === null && sendLeave(world, instance)
  world.membershipVersion++
  instance.since = world.now
  consumer.membership = 'unjoined'
  consumer.generation = -1
  consumer.memberId = ''
  consumer.rejoinNeeded = true
  consumer.prepare = 0
  consumer.newAssignment = null
  consumer.complete = 0
  consumer.joinTicket = -1
  return sent
}
