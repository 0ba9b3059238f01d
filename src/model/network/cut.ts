/**
 * A connection ends, by whoever ends it: its client hears of that instead of answers. What was sent
 * and would change anything may have arrived: then it is still taken, and nobody is told.
 */
import type { Instance } from '../instance/instance.ts'
import type { World } from '../world.ts'
import { changesCluster } from './message.ts'
import { breakUnder, connectionOf, type Line, leaveBehind, reconnect } from './network.ts'

/** Cuts the connection of that number. */
export function cut(world: World, connection: number, arrived: boolean): void {
  const under = world.messages.filter((message) => message.connection === connection)
  const instance = world.instances[under[0]?.instance ?? -1]
  if (instance !== undefined) reconnect(instance, connection)
  for (const message of under) {
    const lasting = message.status === 'sent' && changesCluster(message)
    if (lasting && arrived) leaveBehind(world, message, world.now, false)
    breakUnder(world, message, world.now + 1)
  }
}

/** A client closes its connection to a broker; what it has sent arrives. */
export function hangUp(world: World, instance: Instance, broker: number, line: Line): void {
  cut(world, connectionOf(instance, broker, line), true)
}
