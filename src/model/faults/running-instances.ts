/** The processes that a fault could hit. */
import type { Instance } from '../instance/instance.ts'
import type { World } from '../world.ts'

/** Those that run, in the order in which they started; `frozenToo`: also those that are frozen. */
export function runningInstances(world: World, frozenToo: boolean): readonly Instance[] {
  return world.instances.filter(
    ({ status }) => status === 'live' || (frozenToo && status === 'frozen'),
  )
}
