/**
 * poll.
 *
 * Behaviour: runs callbacks that are due, takes part in the group (join, rebalance callbacks),
 * commits if the auto-commit interval has passed, gives partitions their positions, and returns
 * buffered records; before it returns them it sends the next fetches. With nothing to return it
 * waits until its time is up. Records of retained partitions are returned while a cooperative
 * rebalance is under way. A closed consumer throws IllegalStateException.
 * Left out: interruption of the thread; poll without time-out.
 * Source: reference A.2, A.3, A.6; `ClassicKafkaConsumer.poll`, `ConsumerCoordinator.poll`.
 */
import type { Instance, Pending, Task } from '../instance/instance.ts'
import type { ConsumerRecord } from '../instance/ops.ts'
import { fail, resume } from '../instance/task.ts'
import type { World } from '../world.ts'
import { maybeAutoCommit } from './auto-commit.ts'
import { runDueCallbacks } from './due-callbacks.ts'
import { collectRecords, sendFetches } from './fetcher.ts'
import { failedBefore, illegalIfClosed, wokenUp } from './guards.ts'
import { ensureActiveGroup } from './join.ts'
import { updatePositions } from './positions.ts'

const nothing: readonly ConsumerRecord[] = []

/** What a poll takes that does not wait. */
const briefMs = 10

/** One step of poll. */
export function pollStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  timeoutMs: number,
): void {
  const consumer = instance.consumer
  if (illegalIfClosed(world, instance, task)) return
  consumer.sleptMs = task === instance.tasks[0] ? 0 : -1
  if (consumer.prepare !== 2 && consumer.complete === 0) {
    if (wokenUp(world, instance, task)) return
    if (runDueCallbacks(world, instance, task, pending) !== 'go') return
  }
  if (failedBefore(world, instance, task)) return
  if (consumer.mode === 'none') {
    consumer.mode = 'subscribed'
    consumer.topics = [world.scenario.topic]
  }
  let member = true
  if (consumer.mode === 'subscribed') {
    const flow = ensureActiveGroup(world, instance, task, pending)
    if (flow === 'answered') return
    member = flow === 'go'
  }
  if (member) {
    maybeAutoCommit(world, instance)
    const error = updatePositions(world, instance)
    if (error !== null) {
      fail(world, instance, task, error)
      return
    }
  }
  const records = collectRecords(world, instance)
  sendFetches(world, instance)
  if (records === null) {
    if (wokenUp(world, instance, task) || positionFailed(world, instance, task)) return
    if (timeoutMs === 0) returnAtOnce(world, instance, task)
    else task.blocked = true
    return
  }
  consumer.idlePolls = 0
  resume(world, instance, task, records)
}

/** Nothing is there. That takes a moment, in which it is somebody else's turn. */
function returnAtOnce(world: World, instance: Instance, task: Task): void {
  resume(world, instance, task, nothing)
  if (!task.blocked) task.due = world.now + briefMs
}

/** Throws and returns true if a partition's position failed. */
function positionFailed(world: World, instance: Instance, task: Task): boolean {
  const failure = instance.consumer.positionFailure
  if (failure === null) return false
  instance.consumer.positionFailure = null
  fail(world, instance, task, failure)
  return true
}

/** The poll's time is up: it returns nothing. */
export function pollTimedOut(world: World, instance: Instance, task: Task): void {
  const consumer = instance.consumer
  if (consumer.idleSince !== world.progress) {
    consumer.idleSince = world.progress
    consumer.idlePolls = 0
  }
  if (consumer.idlePolls++ === 0) consumer.idleFrom = world.now
  resume(world, instance, task, nothing)
}
