/**
 * What a program sleeps between two polls.
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
import type { World } from '../world.ts'
import { pollIntervalExpired } from './heartbeat.ts'

/** The task has slept for so long. */
export function sleptFor(world: World, instance: Instance, task: Task, ms: number): void {
  const { consumer } = instance
  if (task !== instance.tasks[0] || consumer.sleptMs < 0) return
  consumer.sleptMs += ms
  if (consumer.sleptMs < world.settings['max.poll.interval.ms']) return
  if (consumer.mode !== 'subscribed' || consumer.membership !== 'stable') return
  if (consumer.closed || consumer.prepare !== 0 || consumer.complete !== 0) return
  consumer.sleptMs = 0
  world.emit({ kind: 'poll-timeout-expired', time: world.now, member: instance.name })
  pollIntervalExpired(world, instance)
}
