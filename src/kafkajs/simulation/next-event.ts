/**
 * What happens next: the event that is due first, in virtual time.
 *
 * Among those due at the same moment: handlers and timers of the processes in the order in which
 * they started, then the network in the order of sending, then brokers, then the coordinator's
 * deadlines, then the supervisor.
 */

import { fetchWaitMs } from '../../broker/apis/01-fetch.ts'
import { offsetsToReplicate } from '../../model/cluster/offsets-topic.ts'
import { nextDeadline } from '../../model/group/deadlines.ts'
import type { Message } from '../../model/network/message.ts'
import { isBlocked } from '../../model/network/network.ts'
import type { HandlerTask, Process, Simulation } from './simulation.ts'
import { resumeDue } from './supervisor.ts'

export type EventKind =
  | 'handler'
  | 'timer'
  | 'arrive'
  | 'deliver'
  | 'fetch-wait'
  | 'finish-loading'
  | 'replicate'
  | 'catch-up'
  | 'produce'
  | 'deadline'
  | 'grace-expired'
  | 'resume'
  | 'restart'
  | 'expire-offsets'

/** The next event; one object that is filled again and again. */
export interface Next {
  kind: EventKind
  due: number
  app: Process | null
  task: HandlerTask | null
  message: Message | null
  /** Of a partition or a slot. */
  index: number
}

const never = Number.POSITIVE_INFINITY
const hopMs = 1

/** An event to be filled. */
export function createNext(): Next {
  return { kind: 'produce', due: never, app: null, task: null, message: null, index: -1 }
}

/** Finds the next event; false: nothing will ever happen again. */
export function findNext(simulation: Simulation, next: Next): boolean {
  next.due = never
  next.app = null
  next.task = null
  next.message = null
  for (const app of simulation.apps) offerApp(next, app)
  offerNetwork(simulation, next)
  offerCluster(simulation, next)
  offerSupervisor(simulation, next)
  return next.due !== never
}

function offer(next: Next, kind: EventKind, due: number): boolean {
  if (due >= next.due) return false
  next.kind = kind
  next.due = due
  return true
}

function offerApp(next: Next, app: Process): void {
  const { status } = app.instance
  if (status === 'frozen' && offer(next, 'resume', resumeDue(app))) next.app = app
  if (status !== 'live') return
  for (const task of app.handlers) {
    if (!offer(next, 'handler', task.due)) continue
    next.app = app
    next.task = task
  }
  if (offer(next, 'timer', app.timers.nextDue())) next.app = app
  if (offer(next, 'grace-expired', app.killDue)) next.app = app
}

function offerNetwork({ world, inFlight }: Simulation, next: Next): void {
  const { messages, instances } = world
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i]
    if (message === undefined) continue
    if (message.status === 'held') {
      const request = inFlight.get(message.ticket)
      if (message.api !== 'Fetch' || request === undefined) continue
      const due = message.due + fetchWaitMs(request)
      if (offer(next, 'fetch-wait', due)) next.message = message
      continue
    }
    if (message.due >= next.due || isBlocked(world, i)) continue
    const there = message.status === 'sent'
    if (!there && instances[message.instance]?.status !== 'live') continue
    if (offer(next, there ? 'arrive' : 'deliver', message.due)) next.message = message
  }
}

function offerCluster({ world, lastHeard }: Simulation, next: Next): void {
  const { cluster, now } = world
  // Due at once, so that a client which does something every millisecond cannot hold them up.
  if (cluster.offsets.loading) offer(next, 'finish-loading', now)
  else if (offsetsToReplicate(cluster)) offer(next, 'replicate', now)
  for (let i = 0; i < cluster.partitions.length; i++) {
    const log = cluster.partitions[i]
    if (log === undefined || log.highWatermark >= log.logEnd) continue
    if (offer(next, 'catch-up', now)) next.index = i
  }
  if (world.toProduce.length > 0) offer(next, 'produce', world.nextProduceDue)
  offer(next, 'deadline', nextDeadline(cluster, lastHeard, now))
}

function offerSupervisor({ world }: Simulation, next: Next): void {
  if (world.outage) {
    if (isDeserted(world)) offer(next, 'expire-offsets', world.now + hopMs)
    return
  }
  for (const slot of world.slots) {
    if (slot.restartDue < 0 || slot.givenUp) continue
    if (offer(next, 'restart', slot.restartDue)) next.index = slot.index
  }
}

function isDeserted({ running, cluster }: Simulation['world']): boolean {
  return running.length === 0 && cluster.groups.every(({ members }) => members.length === 0)
}
