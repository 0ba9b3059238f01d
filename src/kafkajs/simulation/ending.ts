/** How a simulated process ends: killed, stopped, or of an error that nobody caught. */
import { orphan } from '../../model/network/network.ts'
import type { App } from '../app/app.ts'

/** The supervisor of a process (a kubelet, a process manager) starts the next one so much later. */
const restartDelayMs = 5_000
/** A process that dies at every start is held back until the calm: its supervisor's back-off. */
const deathsInStormMax = 2

/** The process returned from its stop, or left by `process.exit(0)`. */
export function stopped(app: App): void {
  if (!isRunning(app)) return
  const { world } = app.simulation
  world.emit({ kind: 'stopped', time: world.now, member: app.name })
  end(app, 'stopped')
}

/** An error that nobody caught, or a promise that nobody handled: Node ends the process. */
export function died(app: App, error: string, message: string): void {
  if (!isRunning(app)) return
  const { world } = app.simulation
  world.emit({ kind: 'died', time: world.now, member: app.name, error, message })
  end(app, 'died')
}

/** Nothing of the process runs any more, not even a `finally`. */
export function kill(app: App): void {
  if (isRunning(app)) end(app, 'crashed')
}

/** Whether it was neither killed nor has ended. */
export function isRunning({ instance }: App): boolean {
  return instance.status === 'live' || instance.status === 'frozen'
}

function end(app: App, status: 'stopped' | 'died' | 'crashed'): void {
  const { instance, simulation } = app
  const { world } = simulation
  for (const flight of [...simulation.flights.values()]) {
    if (flight.app !== app) continue
    if (status !== 'crashed') app.watch.unanswered(flight)
    simulation.flights.delete(flight.ticket)
  }
  instance.status = status
  instance.since = world.now
  app.cutOff()
  world.running.splice(world.running.indexOf(instance), 1)
  orphan(world, instance)
  const slot = world.slots[instance.slot]
  if (slot === undefined) return
  if (status === 'died') slot.deaths++
  const waits = world.phase === 'storm' && slot.deaths > deathsInStormMax
  slot.restartDue = waits ? -1 : world.now + restartDelayMs
}
