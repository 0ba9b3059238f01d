/**
 * close.
 *
 * Behaviour: with auto-commit, a synchronous commit of all consumed, tried again after retriable
 * errors, whose failure is swallowed; then the commits under way are awaited, and while there is
 * one the callbacks that are due run: those of commits that were answered before, with none under
 * way, never do; then the revoked callback; then LeaveGroup (dynamic members). Nothing can wake it
 * up. A second close does nothing.
 * Left out: the close time-out (30 s): it presumes that something was late.
 * Source: reference A.3; `ConsumerCoordinator.close`, `AbstractCoordinator.close`.
 */
import type { KafkaErrorCode } from '../errors.ts'
import { takeCallbackError } from '../instance/callback.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import { fail, resume } from '../instance/task.ts'
import type { World } from '../world.ts'
import { pushAsyncCommits, startAsyncCommit } from './async-commits.ts'
import { allConsumed } from './commit-request.ts'
import { runDueCallbacks } from './due-callbacks.ts'
import { callbackFailure } from './join-prepare.ts'
import { leave, leaveCallback } from './leaving.ts'

/** Kept in `scratch`: there was a commit to wait for. */
const hasWaited = 1

/** One step of close. Phases: 0 auto-commit, 1 commits under way, 2 callback, 3 leave, 4 wait. */
export function closeStep(world: World, instance: Instance, task: Task, pending: Pending): void {
  const consumer = instance.consumer
  if (pending.phase === 0) {
    pending.phase = 1
    consumer.closing = true
    if (world.settings['enable.auto.commit'] && !consumer.generationLost) {
      startAsyncCommit(world, instance, allConsumed(instance), null, 'close')
    }
  }
  if (pending.phase === 1) {
    pushAsyncCommits(world, instance)
    if (consumer.asyncCommits.length > 0) {
      pending.scratch = hasWaited
      task.blocked = true
      return
    }
    const calls = consumer.dueCallbacks.length > 0 && pending.scratch === hasWaited
    if (calls || pending.callbackError !== null) {
      if (runDueCallbacks(world, instance, task, pending) !== 'go') return
    }
    pending.phase = 2
  }
  if (pending.phase === 2) {
    pending.phase = 3
    if (leaveCallback(world, instance, task, pending)) return
  }
  if (pending.phase === 3) {
    pending.phase = 4
    if (leave(world, instance, pending)) {
      task.blocked = true
      return
    }
  }
  if (consumer.leaveTicket >= 0) {
    task.blocked = true
    return
  }
  finish(world, instance, task, pending)
}

function finish(world: World, instance: Instance, task: Task, pending: Pending): void {
  instance.consumer.closed = true
  instance.consumer.partitions = []
  if (pending.firstError === null) pending.firstError = takeCallbackError(pending)
  if (pending.firstError === null) resume(world, instance, task, undefined)
  else fail(world, instance, task, callbackFailure(pending.firstError))
}

/** Takes the answer to LeaveGroup, whatever it is. */
export function onLeaveGroup(
  world: World,
  instance: Instance,
  ticket: number,
  _error: KafkaErrorCode,
): void {
  if (instance.consumer.leaveTicket !== ticket) return
  world.membershipVersion++
  instance.consumer.leaveTicket = -1
}
