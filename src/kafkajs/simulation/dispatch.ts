/** Makes the next event happen. */

import { arrive } from '../../broker/arrive.ts'
import { deliver } from '../../broker/deliver.ts'
import { replicate } from '../../model/cluster/append.ts'
import { endFetchWait } from '../../model/cluster/fetch.ts'
import { finishLoading } from '../../model/cluster/offsets-failover.ts'
import { replicateOffsets } from '../../model/cluster/offsets-topic.ts'
import { fireDeadlines } from '../../model/group/deadlines.ts'
import { expireOffsets } from '../../model/group/offset-expiry.ts'
import { produceNext } from '../../model/producing.ts'
import { groupId } from '../../model/scenario.ts'
import { stepHandler } from '../app/handlers.ts'
import type { Next } from './next-event.ts'
import type { Process, Simulation } from './simulation.ts'
import { endGrace, restart } from './supervisor.ts'

/** Time moves to when the event is due, unless it is late already, and it happens. */
export function dispatch(simulation: Simulation, next: Next): void {
  const { world } = simulation
  const { cluster, ports } = world
  if (next.due > world.now) world.now = next.due
  switch (next.kind) {
    case 'handler':
      return stepHandler(assertDefined(next.app), assertDefined(next.task))
    case 'timer':
      return fireTimer(assertDefined(next.app))
    case 'arrive':
      return arrive(simulation, assertDefined(next.message))
    case 'deliver':
      return deliver(simulation, assertDefined(next.message))
    case 'fetch-wait':
      return endFetchWait(cluster, ports, assertDefined(next.message).ticket)
    case 'finish-loading':
      return finishLoading(cluster, ports)
    case 'replicate':
      return replicateOffsets(cluster, ports)
    case 'catch-up':
      return replicate(cluster, ports, assertDefined(cluster.partitions[next.index]))
    case 'produce':
      return produceNext(world)
    case 'deadline':
      return fireDeadlines(cluster, ports, simulation.lastHeard)
    case 'grace-expired':
      return endGrace(assertDefined(next.app))
    case 'resume':
      assertDefined(next.app).instance.status = 'live'
      return
    case 'restart':
      return restart(simulation, next.index)
    case 'expire-offsets':
      expireOffsets(cluster, ports, groupId)
      world.outage = false
      return
    default:
      return next.kind satisfies never
  }
}

function fireTimer(app: Process): void {
  const callback = app.timers.take()
  app.enter(callback)
}

function assertDefined<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('the event lacks its subject')
  return value
}
