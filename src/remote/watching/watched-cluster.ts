/**
 * A cluster that tells a history of the processes that use it, whoever its brokers are.
 *
 * Each process has ports of its own for all brokers, so that it is known whose a connection is,
 * whatever client id it goes by: it is told its own ports, and what it asks where the brokers are
 * is answered with them.
 */
import type { Address } from '../../broker/addresses.ts'
import type { GroupNames } from '../../broker/group-names.ts'
import type { InFlight } from '../../broker/host.ts'
import type { PartitionLog } from '../../model/cluster/partition-log.ts'
import type { KafkaErrorCode } from '../../model/errors.ts'
import type { Emit } from '../../model/history.ts'
import type { World } from '../../model/world.ts'
import type { Peer } from '../peer.ts'
import type { RecordTemplates } from './record-template.ts'

/** What is in the cluster, and who hears of it. */
export interface WatchedContents extends RecordTemplates {
  /** The one that the history tells of. */
  readonly topic: string
  readonly otherTopics: readonly string[]
  readonly newGroup: boolean
  readonly emit: Emit
  /** What is asked for that is not answered here, in words for the user. */
  readonly refused: (reason: string) => void
}

/** The ports of one process. */
export interface Access {
  /** By broker. */
  readonly addresses: readonly Address[]
  /** Cuts all of its connections, as a network does, or the one of that number. */
  cut(number?: number): void
  /** Nothing is taken from the process, and nothing brought to it, until it is released. */
  hold(): void
  release(): void
  /** Cuts them, and listens no more. */
  close(): Promise<void>
}

/** The group that the history tells of, as its coordinator sees it. */
export interface GroupView {
  /** Everyone in it has an assignment. */
  readonly isStable: boolean
  /** It is, and nobody is about to join. */
  readonly isSettled: boolean
  /** The names of the processes that its members belong to. */
  readonly members: readonly string[]
  /** What they subscribe to. */
  readonly topics: readonly string[]
}

/** Tells of a fault of the cluster's, in words, before it happens. */
export type TellMove = (detail: string) => void

export interface WatchedCluster {
  /** The processes of the history, its commits and transactions, and what is known of the logs. */
  readonly world: World
  readonly groups: GroupNames
  /** What processes are told that the topic is called. */
  readonly topicName: string
  /** The topic's partitions. */
  readonly logs: readonly PartitionLog[]
  /** Null: there is none yet. */
  readonly group: GroupView | null
  /** So long a group that has caught up is left alone, to see that it does no more. */
  readonly settlingMs: number
  /** Before anybody uses it. Resolves with why it cannot be used; null: it can. */
  open(): Promise<string | null>
  /** Ports for one more process. */
  admit(peer: Peer): Promise<Access>
  /** Milliseconds since it began. */
  elapsedMs(): number
  /** It is what time it is. */
  tick(): void
  /** Something has been done to it from outside, or it is time: what follows from it happens. */
  run(): void
  /** A record more in each of these partitions, in their order. */
  produce(partitions: readonly number[]): void
  /** What the group has committed; -1: nothing. */
  committed(partition: number): number
  /** The request never reaches its broker; to be said as soon as it arrives. */
  drop(asked: InFlight): void
  /** It is answered with that error, and nothing else comes of it; to be said at the same time. */
  refuse(asked: InFlight, error: KafkaErrorCode): void
  /** Another broker looks after the group. */
  moveCoordinator(tell: TellMove): void
  /** Another broker leads that partition; they are counted round and round. */
  moveLeader(nth: number, tell: TellMove): void
  /** The coordinator waits no longer for the process of that name; `run` makes it happen. */
  endSessionsOf(name: string): void
  /** Nor for who has joined again since, and is silent under the id that it had before. */
  endStaleSessions(): void
  /** Whoever is to be in the group has come: it waits for nobody else to begin. */
  endInitialDelay(): void
  /** Why what it told cannot be believed; null: it can. To be asked at the end. */
  verify(): Promise<string | null>
  close(): Promise<void>
}
