/**
 * commitSync.
 *
 * Behaviour: without offsets it commits all consumed: every record that the last poll returned,
 * done or not. Callbacks of earlier asynchronous commits run before it returns. Retriable answers
 * are retried with the same offsets after retry.backoff.ms until default.api.timeout.ms is over,
 * which is TimeoutException with the outcome unknown; so is WakeupException while it waits.
 * Left out: waiting for asynchronous commits when there is nothing to commit. That the time-out
 * passes presumes that something was late: it is part of the commit faults.
 * Source: reference A.4; `ConsumerCoordinator.commitOffsetsSync`.
 */
import { type KafkaErrorCode, KafkaException } from '../errors.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import { fail, resume } from '../instance/task.ts'
import type { Offsets } from '../topic-partition.ts'
import type { World } from '../world.ts'
import {
  allConsumed,
  checkOffsets,
  isRetriable,
  localRefusal,
  onCommitAnswer,
  outcomeUnknown,
  registerCommit,
  reportCommit,
  sendCommit,
} from './commit-request.ts'
import { backOff, ensureCoordinator } from './coordinator.ts'
import { runDueCallbacks } from './due-callbacks.ts'
import { failedBefore, illegalIfClosed } from './guards.ts'

/** One step of commitSync. Phases: 0 begin, 1 to be sent, 2 waiting for the answer, 3 ending. */
export function commitSyncStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  given: Offsets | null,
): void {
  if (illegalIfClosed(world, instance, task)) return
  if (pending.phase === 0) {
    if (runDueCallbacks(world, instance, task, pending) !== 'go') return
    if (failedBefore(world, instance, task)) return
    if (!begin(world, instance, task, pending, given)) return
  }
  if (pending.phase === 3) return finish(world, instance, task, pending)
  const { wakeup, closing } = instance.consumer
  if (wakeup && !closing) return interrupted(world, instance, task, pending)
  if (pending.phase === 1 && !sendNow(world, instance, task, pending)) return
  task.blocked = true
}

function begin(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  given: Offsets | null,
): boolean {
  try {
    if (given !== null) checkOffsets(given)
  } catch (error) {
    fail(world, instance, task, error)
    return false
  }
  pending.offsets = given ?? allConsumed(instance)
  if (pending.offsets.length === 0) {
    resume(world, instance, task, undefined)
    return false
  }
  pending.commit = registerCommit(world, instance, pending.offsets, 'sync')
  pending.phase = 1
  return true
}

/** Sends if the coordinator is known and the membership allows it; false: the call has ended. */
function sendNow(world: World, instance: Instance, task: Task, pending: Pending): boolean {
  if (instance.consumer.backingOff || !ensureCoordinator(world, instance)) return true
  const refusal = localRefusal(instance)
  if (refusal !== null) {
    reportCommit(world, instance, pending.offsets, pending.commit, refusal.name, false)
    fail(world, instance, task, refusal)
    return false
  }
  pending.scratch = sendCommit(world, instance, pending.offsets, pending.commit)
  pending.phase = 2
  return true
}

function interrupted(world: World, instance: Instance, task: Task, pending: Pending): void {
  instance.consumer.wakeup = false
  if (pending.phase === 1 && localRefusal(instance) === null) {
    sendNow(world, instance, task, pending)
  }
  reportCommit(world, instance, pending.offsets, pending.commit, 'WakeupException', true)
  fail(world, instance, task, new KafkaException('WakeupException', 'wakeup() was called'))
}

/** Takes the answer of the request that this call waits for; false: it waits for another. */
export function onSyncCommitAnswer(
  world: World,
  instance: Instance,
  ticket: number,
  sentGeneration: number,
  error: KafkaErrorCode,
  timedOut: boolean,
): boolean {
  const task = waiting(instance, ticket)
  const pending = task?.pending
  if (task === undefined || pending == null) return false
  const exception = onCommitAnswer(world, instance, error, sentGeneration)
  task.blocked = false
  if (exception !== null && isRetriable(error) && !timedOut) {
    pending.phase = 1
    task.blocked = true
    backOff(world, instance)
    return true
  }
  const outcome = timedOut ? timeout() : exception
  const name = outcome === null ? null : outcome.name
  const unknown = timedOut || outcomeUnknown(error)
  reportCommit(world, instance, pending.offsets, pending.commit, name, unknown)
  pending.firstError = outcome
  pending.phase = 3
  finish(world, instance, task, pending)
  return true
}

function timeout(): KafkaException {
  const text = 'Timeout expired before successfully committing offsets'
  return new KafkaException('TimeoutException', text)
}

/** Callbacks of asynchronous commits that were answered meanwhile run before the call returns. */
function finish(world: World, instance: Instance, task: Task, pending: Pending): void {
  if (runDueCallbacks(world, instance, task, pending) !== 'go') return
  if (pending.firstError === null) resume(world, instance, task, undefined)
  else fail(world, instance, task, pending.firstError)
}

function waiting(instance: Instance, ticket: number): Task | undefined {
  for (const task of instance.tasks) {
    const pending = task.pending
    if (pending?.scratch !== ticket || pending.phase !== 2) continue
    if (pending.kind === 'commit-sync') return task
  }
  return undefined
}
