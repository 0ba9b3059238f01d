/** Starts and stops simulated processes. */
import { addSlot, occupySlot } from '../../model/instance/starting.ts'
import { App } from '../app/app.ts'
import { died } from './ending.ts'
import type { Process, Simulation } from './simulation.ts'

/** A process that does not stop when asked to is killed after so long, as by Kubernetes. */
const graceMs = 30_000
/** kafkajs' default, for a process that has not joined. */
const sessionTimeoutByDefaultMs = 30_000

/** Adds a place for one more process and starts it. */
export function startInNewSlot(simulation: Simulation): void {
  startInSlot(simulation, addSlot(simulation.world).index)
}

/** Starts the next process of the slot. */
export function startInSlot(simulation: Simulation, slot: number): void {
  const app = new App(simulation, occupySlot(simulation.world, slot))
  simulation.apps.push(app)
  app.start()
}

/** Asks a process to stop; it has a while to do so. */
export function askToStop(app: Process): void {
  const { world } = app.simulation
  app.instance.stopping = true
  world.emit({ kind: 'stopping', time: world.now, member: app.name })
  app.askToStop(graceMs)
}

/** The process did not stop in time. */
export function endGrace(app: Process): void {
  const why = app.isSpinning ? ': a fetcher of kafkajs spins for ever' : ''
  died(app, 'SIGKILL', `it did not stop within ${graceMs / 1000} s${why}`)
}

/** How long the coordinator waits for a sign of life of the process. */
export function sessionTimeoutMs({ simulation, name }: Process): number {
  for (const group of simulation.world.cluster.groups) {
    const member = group.members.find(({ clientId }) => clientId === name)
    if (member !== undefined) return member.sessionTimeoutMs
  }
  return sessionTimeoutByDefaultMs
}

/** When a frozen process goes on: well after its session is over. */
export function resumeDue(app: Process): number {
  return app.instance.since + 1.5 * Math.max(sessionTimeoutByDefaultMs, sessionTimeoutMs(app))
}
