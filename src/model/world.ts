/**
 * The world of one run: the cluster, the network, the instances and what is left of the budgets.
 *
 * It is plain data but for what is kept apart or can be made again: `strategy`, `services`, `emit`
 * and `ports`, each task's generator, and the closures and errors that its operations carry.
 */

import type { Cluster, Ports } from './cluster/cluster.ts'
import type { Condition } from './conditions.ts'
import type { CommitSource, Emit } from './history.ts'
import type { Instance } from './instance/instance.ts'
import type { Runnable } from './instance/ops.ts'
import type { Message } from './network/message.ts'
import type { ActionList } from './run/action-list.ts'
import type { Delay } from './run/delays.ts'
import type { Scenario } from './scenario.ts'
import type { Settings } from './settings.ts'
import type { TopicPartitionOffset } from './topic-partition.ts'

/** Who asked for a commit, by commit number. */
export interface CommitInfo {
  readonly member: string
  readonly generation: number
  readonly source: CommitSource
}

/** A transaction, by its number in the history. */
export interface TransactionInfo {
  readonly member: string
  readonly of: 'kafka' | 'store'
  producerId: number
  producerEpoch: number
  status: 'open' | 'committed' | 'aborted'
}

/** The external store: a database table with results and, per partition, an offset. */
export interface StoreState {
  readonly offsets: StoredOffset[]
}

/** One partition's saved offset: the next one to read. */
export interface StoredOffset extends Omit<TopicPartitionOffset, 'offset'> {
  offset: number
}

/** A place where a supervisor keeps one process running, like a pod of a deployment. */
export interface Slot {
  readonly index: number
  /** Index of the instance that runs here now or ran last; -1: none yet. */
  instance: number
  /** When the supervisor starts the next one; -1: not waiting. */
  restartDue: number
  /** How often a process here died of an exception. */
  deaths: number
  restartsInCalm: number
  givenUp: boolean
}

/**
 * What can end an absence, kept from step to step while nobody comes, goes, or changes membership:
 * a run in which a process has ended would look through the group at every step for ever.
 */
export interface PendingExpirations {
  /** The version at which `list` was filled; -1: never. */
  membershipVersion: number
  readonly list: ActionList
}

export interface World {
  readonly scenario: Scenario
  readonly settings: Readonly<Settings>
  readonly strategy: Runnable
  now: number
  phase: 'storm' | 'calm'
  readonly cluster: Cluster
  /** Requests in flight, in the order in which they were sent. */
  readonly messages: Message[]
  nextTicket: number
  /** All that ever started, by index. */
  readonly instances: Instance[]
  /** Those that are live or frozen, ascending. */
  readonly running: Instance[]
  readonly slots: Slot[]
  readonly store: StoreState
  readonly commits: CommitInfo[]
  readonly transactions: TransactionInfo[]
  /** Records still to be produced, as partitions of the scenario's topic, in order. */
  readonly toProduce: number[]
  produced: number
  nextProduceDue: number
  /** Records whose handler always fails. */
  readonly poisoned: TopicPartitionOffset[]
  /** What lasting faults have left behind; none in the calm. */
  readonly conditions: Condition[]
  /** True: the whole deployment is down until its offsets have expired. */
  outage: boolean
  faultsLeft: number
  /** What is slow just now, and how many delays there may still be (`run/delay.ts`). */
  readonly delays: Delay[]
  delaysLeft: number
  /** Names of the faults (`model/faults`) that may still happen, in the order of tables. */
  readonly faultsAllowed: string[]
  /** How often each of `faultsAllowed` may still happen. */
  readonly budgets: number[]
  /** Goes up whenever a process, its member id or its membership is in another stage. */
  membershipVersion: number
  readonly pendingExpirations: PendingExpirations
  /** Goes up whenever a record is finished, a commit applied or an assignment made. */
  progress: number
  /** Landmarks that came since the last step, as bits (`run/landmarks.ts`). */
  happened: number
  /** What programs are given: the same functions for every instance. */
  readonly services: object
  readonly emit: Emit
  readonly ports: Ports
}

/** Goes up whenever anybody comes or goes, or is in another stage of its membership. */
export function membershipVersionOf(world: World): number {
  return world.cluster.membershipVersion + world.membershipVersion + world.instances.length
}

/** The instance of that index. */
export function instanceAt(world: World, index: number): Instance {
  const instance = world.instances[index]
  if (instance === undefined) throw new Error(`no instance ${index}`)
  return instance
}
