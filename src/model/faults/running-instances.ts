/** The processes that a fault could hit. */
import type { Instance } from '../instance/instance.ts'
import { consumersPerProcess, siblingsOf } from '../siblings.ts'
import type { World } from '../world.ts'

/** Consumers that run, in the order in which they started; `frozenToo`: also those frozen. */
export function runningInstances(world: World, frozenToo: boolean): readonly Instance[] {
  return world.instances.filter(
    ({ status }) => status === 'live' || (frozenToo && status === 'frozen'),
  )
}

/** The same, of each process the first that still runs: the process is hit through it. */
export function runningProcesses(world: World, frozenToo: boolean): readonly Instance[] {
  const running = runningInstances(world, frozenToo)
  if (consumersPerProcess(world) === 1) return running
  return running.filter(
    (one) => siblingsOf(world, one).find((each) => running.includes(each)) === one,
  )
}
