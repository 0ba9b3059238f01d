/** How a process hears that it should stop; that it does is its program's affair. */

import { siblingsOf } from '../siblings.ts'
import type { World } from '../world.ts'
import type { Instance } from './instance.ts'

/**
 * Sets the flag that a program can ask for, and the wakeup: for any call that waits, as a shutdown
 * hook that calls `wakeup()` does, or only for a poll, as a Spring container does. Returns whether
 * it is set.
 */
export function tellToStop(world: World, instance: Instance): boolean {
  instance.stopping = true
  const wakes = world.strategy.wakesOnlyPoll !== true || isWoken(instance)
  if (wakes) instance.consumer.wakeup = true
  world.emit({ kind: 'stopping', time: world.now, member: instance.name })
  return wakes
}

/**
 * Its main task is in poll, runs a callback of the rebalance inside it, or has just returned; or it
 * has lost its consumer, and waits for nothing but the stop.
 */
function isWoken({ tasks }: Instance): boolean {
  const main = tasks[0]
  const kind = main?.pending?.kind
  return (
    kind === 'poll' ||
    kind === 'poll-returned' ||
    kind === 'outlive-consumer' ||
    main?.suspended.some((outer) => outer.kind === 'poll') === true
  )
}

/** One of a process's consumers has died, or asks it of its group: the others are told to stop. */
export function stopSiblings(world: World, instance: Instance, ofGroup = false): void {
  const { groupId } = instance.consumer
  for (const sibling of siblingsOf(world, instance)) {
    if (ofGroup && sibling.consumer.groupId !== groupId) continue
    if (sibling === instance || sibling.status !== 'live' || sibling.stopping) continue
    tellToStop(world, sibling)
    letLookUp(world, sibling)
  }
}

/** Calls that wait are to find out what is new. */
export function letLookUp({ now }: World, { tasks }: Instance): void {
  for (const task of tasks) {
    const kind = task.pending?.kind
    if (!task.blocked || kind === undefined || kind === 'sleep' || kind === 'wait-until') continue
    task.blocked = false
    task.due = now
  }
}
