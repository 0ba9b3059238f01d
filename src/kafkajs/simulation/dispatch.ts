/** Makes the next event happen. */
import { clusterActions } from '../../model/cluster-actions/all.ts'
import type { Engine } from '../../model/cluster-actions/engine.ts'
import { stepHandler } from '../app/handlers.ts'
import type { Next } from './next-event.ts'
import type { Process, Simulation } from './simulation.ts'
import { endGrace } from './supervisor.ts'

/** Time moves to when the event is due, unless it is late already, and it happens. */
export function dispatch({ world }: Simulation, engine: Engine, next: Next): void {
  const { kind, subject, detail } = next
  if (next.due > world.now) world.now = next.due
  switch (kind) {
    case 'handler':
      return stepHandler(assertDefined(next.app), assertDefined(next.task))
    case 'timer':
      return fireTimer(assertDefined(next.app))
    case 'grace-expired':
      return endGrace(assertDefined(next.app))
    default:
      return clusterActions[kind].fire(world, engine, subject, detail)
  }
}

function fireTimer(app: Process): void {
  const callback = app.timers.take()
  app.enter(callback)
}

function assertDefined<T>(value: T | null): T {
  if (value === null) throw new Error('the event lacks its subject')
  return value
}
