/**
 * The one world that moves in a search, and the parts that it is made of.
 *
 * A state of the search is a set of parts that nobody changes any more. To take a step, the scratch
 * world is set to the parts of a state, gets copies of those that the step may change, and takes
 * the step; the parts that it has then are the next state. So states share what did not change.
 */

import type { Choices } from '../../../model/choices.ts'
import { clusterActions } from '../../../model/cluster-actions/all.ts'
import type { Reach } from '../../../model/cluster-actions/cluster-action.ts'
import type { Emit } from '../../../model/history.ts'
import type { Runnable } from '../../../model/instance/ops.ts'
import { copyEach, copyList } from '../../../model/lists.ts'
import type { Message } from '../../../model/network/message.ts'
import type { Action, ActionKind, ClusterActionKind } from '../../../model/run/action.ts'
import { startRun } from '../../../model/run/run.ts'
import type { Scenario } from '../../../model/scenario.ts'
import type { World } from '../../../model/world.ts'
import { type ClusterPart, copyCluster, copyClusterForClient } from './copy-cluster.ts'
import { copyInstance } from './copy-instance.ts'

type Shell =
  | 'scenario'
  | 'settings'
  | 'strategy'
  | 'membershipVersion'
  | 'pendingExpirations'
  | 'happened'
  | 'services'
  | 'emit'
  | 'ports'

/** All of a world that can differ between two states of one search. */
export type Parts = Omit<World, Shell>

/** A world whose parts are exchanged. */
export type ScratchWorld = { -readonly [K in keyof World]: World[K] }

/** A scratch world in which the scenario has begun; the choices say how. */
export function createScratchWorld(
  strategy: Runnable,
  scenario: Scenario,
  choices: Choices,
  emit: Emit,
): ScratchWorld {
  const world = startRun(strategy, scenario, choices, emit)
  world.cluster.memberSerials = []
  return world
}

/** Sets the parts of a state, shared: nothing may be changed before `own`. */
export function setParts(scratch: ScratchWorld, parts: Parts): void {
  scratch.now = parts.now
  scratch.phase = parts.phase
  scratch.cluster = parts.cluster
  scratch.messages = parts.messages
  scratch.nextTicket = parts.nextTicket
  scratch.instances = parts.instances
  scratch.running = parts.running
  scratch.slots = parts.slots
  scratch.store = parts.store
  scratch.commits = parts.commits
  scratch.transactions = parts.transactions
  scratch.toProduce = parts.toProduce
  scratch.produced = parts.produced
  scratch.nextProduceDue = parts.nextProduceDue
  scratch.poisoned = parts.poisoned
  scratch.conditions = parts.conditions
  scratch.outage = parts.outage
  scratch.faultsLeft = parts.faultsLeft
  scratch.delays = parts.delays
  scratch.delaysLeft = parts.delaysLeft
  scratch.faultsAllowed = parts.faultsAllowed
  scratch.budgets = parts.budgets
  scratch.progress = parts.progress
  scratch.pendingExpirations.membershipVersion = -1
}

/** The parts that the world has now, to be saved. */
export function partsOf(scratch: ScratchWorld): Parts {
  const { now, phase, cluster, messages, nextTicket, instances, running, slots } = scratch
  const { store, commits, transactions, toProduce, produced, nextProduceDue } = scratch
  const { poisoned, conditions, outage, faultsLeft, faultsAllowed, budgets, progress } = scratch
  const { delays, delaysLeft } = scratch
  return {
    now,
    phase,
    cluster,
    messages,
    nextTicket,
    instances,
    running,
    slots,
    store,
    commits,
    transactions,
    toProduce,
    produced,
    nextProduceDue,
    poisoned,
    conditions,
    outage,
    faultsLeft,
    delays,
    delaysLeft,
    faultsAllowed,
    budgets,
    progress,
  }
}

/** Which parts an action of this kind can change. */
export function reachOf(kind: ActionKind): Reach {
  return kind in clusterActions ? clusterActions[kind as ClusterActionKind].reach : 'instance'
}

/** What of the messages and the cluster a step can change, more finely than by its reach. */
export interface Touched {
  /** The message of that place, besides those that the broker holds; -1: all of them. */
  readonly message: number
  readonly cluster: ClusterPart
}

const everything: Touched = { message: -1, cluster: 'all' }

/** Finer than an action's reach: what the broker's taking of one request can change. */
export function touchedBy(messages: readonly Message[], action: Action): Touched {
  if (action.kind !== 'apply') return everything
  const message = action.detail
  switch (messages[message]?.rule.changes) {
    case 'nothing':
      return { message, cluster: 'fetches' }
    case 'group':
      return { message, cluster: 'group' }
    default:
      return everything
  }
}

/** The index of the instance that the action is of, where it is of one. */
export function instanceOf(messages: readonly Message[], action: Action): number {
  return action.kind === 'answer' ? (messages[action.detail]?.instance ?? -1) : action.subject
}

/** Gives the scratch world copies of what the step may change. `index`: of the instance. */
export function own(scratch: ScratchWorld, reach: Reach, index: number, touched?: Touched): void {
  if (reach === 'instance') scratch.messages = scratch.messages.slice()
  else scratch.messages = copyMessages(scratch.messages, touched?.message ?? -1)
  if (reach === 'cluster') {
    if (scratch.transactions.length > 0) ownTransactions(scratch)
    scratch.cluster = copyCluster(scratch.cluster, touched?.cluster ?? 'all')
    scratch.toProduce = copyList(scratch.toProduce)
    return
  }
  scratch.commits = copyList(scratch.commits)
  ownTransactions(scratch)
  scratch.instances = scratch.instances.slice()
  scratch.running = scratch.running.slice()
  scratch.slots = copyEach(scratch.slots)
  scratch.store = { offsets: copyEach(scratch.store.offsets) }
  if (reach === 'instance') {
    scratch.cluster = copyClusterForClient(scratch.cluster)
    ownInstance(scratch, index)
    return
  }
  scratch.cluster = copyCluster(scratch.cluster)
  scratch.toProduce = scratch.toProduce.slice()
  scratch.poisoned = scratch.poisoned.slice()
  scratch.conditions = scratch.conditions.slice()
  scratch.faultsAllowed = scratch.faultsAllowed.slice()
  scratch.budgets = scratch.budgets.slice()
  for (let i = 0; i < scratch.instances.length; i++) ownInstance(scratch, i)
}

function ownInstance(scratch: ScratchWorld, index: number): void {
  const instance = scratch.instances[index]
  if (instance === undefined) throw new Error(`no instance ${index}`)
  const copy = copyInstance(instance)
  scratch.instances[index] = copy
  const at = scratch.running.indexOf(instance)
  if (at >= 0) scratch.running[at] = copy
}

function ownTransactions(scratch: ScratchWorld): void {
  scratch.transactions = copyEach(scratch.transactions)
}

/** Those that a step may change: what the broker holds, and the one at `index`; -1: all. */
function copyMessages(messages: readonly Message[], index: number): Message[] {
  const copies: Message[] = []
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i] as Message
    const changes = index < 0 || i === index || message.status === 'held'
    copies.push(changes ? { ...message } : message)
  }
  return copies
}
