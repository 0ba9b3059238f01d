/** How an instance ends: by returning, by an exception, or by a kill. */
import { removeAt } from '../lists.ts'
import { dropUnsent, orphan } from '../network/network.ts'
import { isRunning, siblingsOf } from '../siblings.ts'
import { type Thrown, tellThrown } from '../thrown.ts'
import type { World } from '../world.ts'
import type { Instance, Task } from './instance.ts'
import { StrategyFailure } from './ops.ts'
import { isOverWith, leaveUnpolled, wasPoller } from './poller.ts'
import { stopSiblings } from './stopping.ts'

/** After a crash, a supervisor (a pod that is rescheduled) takes about a minute. */
export const restartDelayMs = 60_000
/** After a graceful stop, as in a rolling deploy, the next version starts soon. */
const redeployDelayMs = 5_000

/** A process that dies at every start is held back until the calm: its supervisor's back-off. */
const deathsInStormMax = 2

/** A task's program returned. The main task's end is the end of the process. */
export function ended(world: World, instance: Instance, task: Task): void {
  task.pending = null
  task.blocked = true
  if (task !== instance.tasks[0]) return threadEnds(world, instance, task, null)
  stops(world, instance)
}

function stops(world: World, instance: Instance): void {
  world.emit({ kind: 'stopped', time: world.now, member: instance.name })
  end(world, instance, 'stopped', instance.stopping ? redeployDelayMs : restartDelayMs)
}

/**
 * A program threw. In the main task it ends the process, whose other consumers are told to stop;
 * elsewhere only that thread. What says that the program cannot be run at all goes on.
 */
export function uncaught(world: World, instance: Instance, task: Task, error: unknown): void {
  if (error instanceof StrategyFailure) throw error
  task.pending = null
  task.blocked = true
  const thrown = tellThrown(error)
  if (task !== instance.tasks[0]) return threadEnds(world, instance, task, thrown)
  const { name, message } = thrown
  world.emit({ kind: 'died', time: world.now, member: instance.name, error: name, message })
  end(world, instance, 'died', restartDelayMs)
  stopSiblings(world, instance)
}

/** A thread is over that is not the main one. */
function threadEnds(world: World, instance: Instance, task: Task, thrown: Thrown | null): void {
  const { name: member, stopping, consumer } = instance
  const polled = wasPoller(instance, task)
  const isStop = stopping && (thrown === null || thrown.name === 'WakeupException')
  // Who closes its consumer and returns has stopped on purpose.
  const isDone = thrown === null && (!polled || consumer.closed)
  if (!isStop && !isDone) {
    const error = thrown?.name ?? null
    const message = thrown?.message ?? ''
    world.emit({ kind: 'thread-ended', time: world.now, member, polled, error, message })
  }
  if (!polled) return
  leaveUnpolled(world, instance)
  if (stopping && isOverWith(instance, null)) stops(world, instance)
}

/** A process that is asked to stop ends at once where the thread that polled has ended before. */
export function stopUnpolled(world: World, instance: Instance): void {
  if (instance.consumer.pollerGone && isOverWith(instance, null)) stops(world, instance)
}

/** Kills an instance: nothing more of it runs, not even a `finally`. */
export function kill(world: World, instance: Instance): void {
  end(world, instance, 'crashed', restartDelayMs)
}

function end(world: World, instance: Instance, status: EndStatus, delayMs: number): void {
  for (const task of instance.tasks) {
    task.pending = null
    task.blocked = true
  }
  dropUnsent(world, instance)
  leaveSlot(world, instance, status, delayMs)
}

/** How a process ends. */
export type EndStatus = 'stopped' | 'died' | 'crashed'

/**
 * A process is gone from its slot, in which the next is due after so many milliseconds; of one with
 * several consumers, when this was the last.
 */
export function leaveSlot(
  world: World,
  instance: Instance,
  status: EndStatus,
  delayMs: number,
): void {
  instance.status = status
  world.membershipVersion++
  instance.since = world.now
  removeAt(world.running, world.running.indexOf(instance))
  orphan(world, instance)
  const slot = world.slots[instance.slot]
  if (slot === undefined) return
  const consumers = siblingsOf(world, instance)
  if (consumers.some(isRunning)) return
  const hasDied = consumers.some((one) => one.status === 'died')
  if (hasDied) slot.deaths++
  const waits = world.phase === 'storm' && slot.deaths > deathsInStormMax
  // What has died is not redeployed, though its other consumers have stopped as they should.
  const isDelayed = hasDied && status !== 'died'
  slot.restartDue = waits ? -1 : world.now + (isDelayed ? restartDelayMs : delayMs)
}
