/**
 * What happens next: the event that is due first, in virtual time.
 *
 * Among those due at the same moment: handlers and timers of the processes in the order in which
 * they started, then the network in the order of sending, then brokers, then the coordinator's
 * deadlines, then the supervisor.
 */

import { byClock, ofBrokers, ofProducers, ofSupervisor } from '../../model/cluster-actions/all.ts'
import type { Engine } from '../../model/cluster-actions/engine.ts'
import { firstOfNetwork, firstPossible } from '../../model/cluster-actions/first-possible.ts'
import { resume } from '../../model/cluster-actions/resume.ts'
import type { Message } from '../../model/network/message.ts'
import { type Action, type ClusterActionKind, setAction } from '../../model/run/action.ts'
import type { HandlerTask, Process, Simulation } from './simulation.ts'

/** What happens inside of a process of kafkajs. */
export type ProcessEventKind =
  /** A call of `process()` takes its next step. */
  | 'handler'
  /** A timer of its realm fires. */
  | 'timer'
  /** It was asked to stop and did not in time. */
  | 'grace-expired'

/** The next event; one object that is filled again and again. */
export interface Next extends Action<ProcessEventKind | ClusterActionKind> {
  app: Process | null
  task: HandlerTask | null
  /** What is first in the network, if that comes before all processes' events. */
  message: Message | null
}

const never = Number.POSITIVE_INFINITY

/** What a cluster does besides, in order. */
const ofCluster = [...ofBrokers, ...ofProducers, ...byClock, ...ofSupervisor]

/** An event to be filled. */
export function createNext(): Next {
  return {
    kind: 'produce',
    subject: 0,
    detail: 0,
    due: never,
    app: null,
    task: null,
    message: null,
  }
}

/** Finds the next event; false: nothing will ever happen again. */
export function findNext(simulation: Simulation, engine: Engine, next: Next): boolean {
  const { world, apps } = simulation
  next.due = never
  next.app = null
  next.task = null
  next.message = null
  for (const app of apps) offerApp(simulation, engine, next, app)
  const ofProcesses = next.due
  if (firstOfNetwork(next, ofProcesses, world, engine) < ofProcesses)
    next.message = world.messages[next.detail] ?? null
  next.due = firstPossible(next, next.due, ofCluster, world, engine)
  return next.due !== never
}

function offer(next: Next, kind: ProcessEventKind, due: number): boolean {
  if (due >= next.due) return false
  next.kind = kind
  next.due = due
  return true
}

function offerApp({ world }: Simulation, engine: Engine, next: Next, app: Process): void {
  const { status, index } = app.instance
  if (status === 'frozen') {
    const due = resume.due(world, engine, index)
    if (due < next.due) setAction(next, 'resume', index, 0, due)
  }
  if (status !== 'live') return
  for (const task of app.handlers) {
    if (!offer(next, 'handler', task.due)) continue
    next.app = app
    next.task = task
  }
  if (offer(next, 'timer', app.timers.nextDue())) next.app = app
  if (offer(next, 'grace-expired', app.killDue)) next.app = app
}
