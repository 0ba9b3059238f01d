/**
 * How a consumer is away from poll for too long: its program sleeps between two polls, or the
 * thread that polled is over.
 *
 * Behaviour: once the sleeps of the main task since its last poll are longer than
 * `max.poll.interval.ms` together, the heartbeat thread has left the group before the last of them
 * ends; the program goes on, a zombie. What is not slept has no length of its own here: that work
 * takes too long is the fault `slow-handler`.
 * Left out: that others may have the partitions before the sleep ends; sleeps where another task
 * polls, and in rebalance callbacks.
 * Source: reference A.7.1; `AbstractCoordinator.HeartbeatThread`, `Heartbeat.pollTimeoutExpired`.
 */
import type { Instance, Task } from '../instance/instance.ts'
import { isOverWith } from '../instance/poller.ts'
import type { World } from '../world.ts'
import type { ConsumerState } from './consumer-state.ts'
import { pollIntervalExpired } from './heartbeat.ts'

/** The task has slept for so long. */
export function sleptFor(world: World, instance: Instance, task: Task, ms: number): void {
  const { consumer } = instance
  if (task !== instance.tasks[0] || consumer.sleptMs < 0) return
  consumer.sleptMs += ms
  if (consumer.sleptMs < world.settings['max.poll.interval.ms']) return
  if (!mayLapse(consumer) || consumer.prepare !== 0 || consumer.complete !== 0) return
  consumer.sleptMs = 0
  lapse(world, instance)
}

/** Whether it is a member that its heartbeat thread can take out of the group. */
export function mayLapse({ mode, membership, closed }: ConsumerState): boolean {
  return mode === 'subscribed' && membership === 'stable' && !closed
}

/**
 * Whether it is away from poll for good, for its thread has ended. A thread that has something to
 * do yet may poll in its place first.
 */
export function mayLapseUnpolled(instance: Instance): boolean {
  return mayLapse(instance.consumer) && isOverWith(instance, null)
}

/** It has not polled for so long that its heartbeat thread leaves the group. */
export function lapse(world: World, instance: Instance): void {
  world.emit({ kind: 'poll-timeout-expired', time: world.now, member: instance.name })
  pollIntervalExpired(world, instance)
}
