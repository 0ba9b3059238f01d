/**
 * The thread that polls, where it is not the main one of its process.
 *
 * Behaviour: when it ends and no other thread has taken to polling, its process goes on with a
 * consumer that nobody polls: heartbeats are sent on, and after `max.poll.interval.ms` the
 * heartbeat thread leaves the group. Where the process was asked to stop and its main thread does
 * nothing but wait, the process is over with it: a shutdown hook waits for the thread that polls,
 * and a virtual machine ends when its hooks have.
 * Source: reference A.7.1; `java.lang.Runtime.addShutdownHook`.
 */
import type { World } from '../world.ts'
import type { Instance, Task } from './instance.ts'

/** The thread asks for a poll for the first time. */
export function polls(world: World, instance: Instance, task: Task): void {
  task.polled = true
  const { consumer } = instance
  if (!consumer.pollerGone) return
  consumer.pollerGone = false
  world.emit({ kind: 'polls-again', time: world.now, member: instance.name })
}

/** Whether the thread was the last one that polled, and its process would go on without it. */
export function wasPoller({ tasks }: Instance, task: Task): boolean {
  if (!task.polled || task === tasks[0]) return false
  return !tasks.some((other) => other !== task && other.polled && other.pending !== null)
}

/** The thread that polled is over in a process that nobody stops. */
export function leaveUnpolled({ now, settings }: World, { consumer }: Instance): void {
  consumer.pollerGone = true
  consumer.pollerGoneDue = now + settings['max.poll.interval.ms']
}

/** Whether nothing is left to do in the process but what this thread does; null: nothing at all. */
export function isOverWith({ tasks }: Instance, task: Task | null): boolean {
  return tasks.every((other, at) => {
    const kind = other.pending?.kind
    if (other === task || kind === undefined) return true
    return at === 0 && (kind === 'wait-until' || kind === 'sleep')
  })
}
