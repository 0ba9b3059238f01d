/** Faults of processes: crash, shutdown, join, pause. */

import { kill } from '../instance/ending.ts'
import { wakeTasks } from '../instance/execute.ts'
import type { Instance } from '../instance/instance.ts'
import { startInNewSlot } from '../instance/starting.ts'
import type { World } from '../world.ts'
import type { Fault } from './fault.ts'

/** The process is killed. */
export const crash: Fault = {
  name: 'crash',
  possible: (world) => world.running.length > 0,
  targets: (world) =>
    running(world, true).map((instance) => ({
      member: instance.name,
      strike: (tell) => {
        tell('')
        kill(world, instance)
      },
    })),
}

/** The process is asked to stop. */
export const shutdown: Fault = {
  name: 'shutdown',
  targets: (world) =>
    running(world, false)
      .filter((instance) => !instance.stopping)
      .map((instance) => ({
        member: instance.name,
        strike: (tell) => {
          tell('')
          askToStop(world, instance)
        },
      })),
}

/** One more process starts. */
export const join: Fault = {
  name: 'join',
  possible: () => true,
  targets: (world) => [
    {
      member: null,
      strike: (tell) => {
        tell('')
        startInNewSlot(world)
      },
    },
  ],
}

/** The process freezes past its session. */
export const pause: Fault = {
  name: 'pause',
  possible: (world) => world.running.some(({ status }) => status === 'live'),
  targets: (world) =>
    running(world, false).map((instance) => ({
      member: instance.name,
      strike: (tell) => {
        tell('')
        instance.status = 'frozen'
        instance.consumer.membershipVersion++
        instance.since = world.now
      },
    })),
}

/** Sets the flag that a strategy can ask for, and wakes the call that waits. */
export function askToStop(world: World, instance: Instance): void {
  instance.stopping = true
  instance.consumer.wakeup = true
  world.emit({ kind: 'stopping', time: world.now, member: instance.name })
  wakeTasks(world, instance)
}

function running(world: World, frozenToo: boolean): Instance[] {
  return world.instances.filter(
    ({ status }) => status === 'live' || (frozenToo && status === 'frozen'),
  )
}
