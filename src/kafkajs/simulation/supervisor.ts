/** Starts, stops, resumes and restarts simulated processes. */
import { addSlot, createInstance } from '../../model/instance/starting.ts'
import { App } from '../app/app.ts'
import { died } from './ending.ts'
import type { Process, Simulation } from './simulation.ts'

/** A process that does not stop when asked to is killed after so long, as by Kubernetes. */
const graceMs = 30_000
/** In the calm a supervisor gives up after this many restarts: the process dies at every start. */
const restartsInCalmMax = 2
/** kafkajs' default, for a process that has not joined. */
const sessionTimeoutByDefaultMs = 30_000

/** Adds a place for one more process and starts it. */
export function startInNewSlot(simulation: Simulation): void {
  startInSlot(simulation, addSlot(simulation.world).index)
}

function startInSlot(simulation: Simulation, index: number): void {
  const { world, apps } = simulation
  const slot = world.slots[index]
  if (slot === undefined) throw new Error(`no slot ${index}`)
  const before = world.instances[slot.instance]
  const instance = createInstance(world, index)
  world.instances.push(instance)
  world.running.push(instance)
  slot.instance = instance.index
  slot.restartDue = -1
  world.emit({
    kind: 'started',
    time: world.now,
    member: instance.name,
    replaces: before?.name ?? null,
  })
  const app = new App(simulation, instance)
  apps.push(app)
  app.start()
}

/** The supervisor starts the next process of a slot, or gives it up. */
export function restart(simulation: Simulation, index: number): void {
  const { world } = simulation
  const slot = world.slots[index]
  if (slot === undefined) throw new Error(`no slot ${index}`)
  if (world.phase === 'calm' && slot.restartsInCalm >= restartsInCalmMax) {
    slot.givenUp = true
    const member = world.instances[slot.instance]?.name ?? ''
    world.emit({ kind: 'given-up', time: world.now, member })
    return
  }
  if (world.phase === 'calm') slot.restartsInCalm++
  startInSlot(simulation, index)
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
  died(app, 'SIGKILL', `it did not stop within ${graceMs / 1000} s`)
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

/** A process that died again and again in the storm is started once more. */
export function endBackOff({ world }: Simulation): void {
  for (const slot of world.slots) {
    const status = world.instances[slot.instance]?.status
    if (slot.restartDue < 0 && status === 'died') slot.restartDue = world.now
  }
}
