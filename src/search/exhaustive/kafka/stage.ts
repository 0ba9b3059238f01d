/**
 * The one world that moves in a search, and the parts that it is made of.
 *
 * A state of the search is a set of parts that nobody changes any more. To take a step, the stage
 * is set with the parts of a state, gets copies of those that the step may change, and takes the
 * step; the parts that it has then are the next state. So states share what did not change.
 */

import type { Choices } from '../../../model/choices.ts'
import type { Emit } from '../../../model/history.ts'
import type { Runnable } from '../../../model/instance/ops.ts'
import { copyEach, copyList } from '../../../model/lists.ts'
import type { Message } from '../../../model/network/message.ts'
import type { Action, ActionKind } from '../../../model/run/action.ts'
import { startRun } from '../../../model/run/run.ts'
import type { Scenario } from '../../../model/scenario.ts'
import type { World } from '../../../model/world.ts'
import { type ClusterPart, copyCluster, copyClusterForClient } from './copy-cluster.ts'
import { copyInstance } from './copy-instance.ts'

type Shell =
  | 'scenario'
  | 'settings'
  | 'strategy'
  | 'pendingExpirations'
  | 'services'
  | 'emit'
  | 'ports'

/** All of a world that can differ between two states of one search. */
export type Parts = Omit<World, Shell>

/** The world as a stage: its parts are exchanged. */
export type Stage = { -readonly [K in keyof World]: World[K] }

/** A stage on which the scenario has begun; the choices say how. */
export function createStage(
  strategy: Runnable,
  scenario: Scenario,
  choices: Choices,
  emit: Emit,
): Stage {
  const world = startRun(strategy, scenario, choices, emit)
  world.cluster.memberSerials = []
  return world
}

/** Puts the parts of a state on the stage, shared: nothing may be changed before `own`. */
export function setStage(stage: Stage, parts: Parts): void {
  stage.now = parts.now
  stage.phase = parts.phase
  stage.cluster = parts.cluster
  stage.messages = parts.messages
  stage.nextTicket = parts.nextTicket
  stage.instances = parts.instances
  stage.running = parts.running
  stage.slots = parts.slots
  stage.store = parts.store
  stage.commits = parts.commits
  stage.transactions = parts.transactions
  stage.toProduce = parts.toProduce
  stage.produced = parts.produced
  stage.nextProduceDue = parts.nextProduceDue
  stage.poisoned = parts.poisoned
  stage.outage = parts.outage
  stage.faultsLeft = parts.faultsLeft
  stage.faultsAllowed = parts.faultsAllowed
  stage.budgets = parts.budgets
  stage.progress = parts.progress
  stage.pendingExpirations.membershipVersion = -1
}

/** What stands on the stage, as a state to keep. */
export function partsOf(stage: Stage): Parts {
  const { now, phase, cluster, messages, nextTicket, instances, running, slots } = stage
  const { store, commits, transactions, toProduce, produced, nextProduceDue } = stage
  const { poisoned, outage, faultsLeft, faultsAllowed, budgets, progress } = stage
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
    outage,
    faultsLeft,
    faultsAllowed,
    budgets,
    progress,
  }
}

/** Which parts an ordinary action can change: one instance, the cluster, or anything. */
export type Reach = 'instance' | 'cluster' | 'all'

/** What an action of this kind can change, besides the messages and the lists that only grow. */
export function reachOf(kind: ActionKind): Reach {
  switch (kind) {
    case 'run':
    case 'answer':
    case 'poll-timeout':
    case 'auto-commit-due':
    case 'heartbeat':
    case 'retry':
    case 'refresh-metadata':
    case 'wake':
    case 'resume':
      return 'instance'
    case 'apply':
    case 'fetch-wait':
    case 'replicate':
    case 'catch-up':
    case 'finish-loading':
    case 'produce':
    case 'initial-delay':
    case 'session-expires':
    case 'rebalance-expires':
    case 'sync-expires':
    case 'expire-offsets':
      return 'cluster'
    case 'restart':
      return 'all'
    default:
      return kind satisfies never
  }
}

/** What of the messages and the cluster a step can change, more finely than by its reach. */
export interface Touched {
  /** The message of that place, besides those that the broker holds; -1: all of them. */
  readonly message: number
  readonly cluster: ClusterPart
}

const everything: Touched = { message: -1, cluster: 'all' }

/** Finer than {@link reachOf}: what the broker's taking of one request can change. */
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

/** Gives the stage copies of its own of what the step may change. `index`: of the instance. */
export function own(stage: Stage, reach: Reach, index: number, touched?: Touched): void {
  if (reach === 'instance') stage.messages = stage.messages.slice()
  else stage.messages = copyMessages(stage.messages, touched?.message ?? -1)
  if (reach === 'cluster') {
    if (stage.transactions.length > 0) ownTransactions(stage)
    stage.cluster = copyCluster(stage.cluster, touched?.cluster ?? 'all')
    stage.toProduce = copyList(stage.toProduce)
    return
  }
  stage.commits = copyList(stage.commits)
  ownTransactions(stage)
  stage.instances = stage.instances.slice()
  stage.running = stage.running.slice()
  stage.slots = copyEach(stage.slots)
  stage.store = { offsets: copyEach(stage.store.offsets) }
  if (reach === 'instance') {
    stage.cluster = copyClusterForClient(stage.cluster)
    ownInstance(stage, index)
    return
  }
  stage.cluster = copyCluster(stage.cluster)
  stage.toProduce = stage.toProduce.slice()
  stage.poisoned = stage.poisoned.slice()
  stage.faultsAllowed = stage.faultsAllowed.slice()
  stage.budgets = stage.budgets.slice()
  for (let i = 0; i < stage.instances.length; i++) ownInstance(stage, i)
}

function ownInstance(stage: Stage, index: number): void {
  const instance = stage.instances[index]
  if (instance === undefined) throw new Error(`no instance ${index}`)
  const copy = copyInstance(instance)
  stage.instances[index] = copy
  const at = stage.running.indexOf(instance)
  if (at >= 0) stage.running[at] = copy
}

function ownTransactions(stage: Stage): void {
  stage.transactions = copyEach(stage.transactions)
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
