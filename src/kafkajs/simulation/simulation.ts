/** One run as data: the world of the model, and the processes in which kafkajs runs. */
import type { ISocketFactoryArgs, Transaction } from 'kafkajs'
import type { Client, Host } from '../../broker/host.ts'
import type { Place } from '../../broker/watching/places.ts'
import type { SessionEnds } from '../../model/group/deadlines.ts'
import type { Instance } from '../../model/instance/instance.ts'
import type { TopicPartition, TopicPartitionOffset } from '../../model/topic-partition.ts'
import type { MakeRecord } from '../../strategies/kafkajs/service.ts'
import type { ManualCommits } from '../app/manual-commits.ts'
import type { RecordsInHand } from '../app/records-in-hand.ts'
import type { SimulatedSocket } from '../app/socket.ts'
import type { Timers } from '../app/timers.ts'
import type { Library } from '../realm/modules.ts'
import type { Owner } from '../realm/owner.ts'
import type { Realm } from '../realm/realm.ts'
import type { HandOns } from './hand-ons.ts'
import type { Slow } from './slow-process.ts'

export interface Simulation extends Host {
  /** When the session of each member began, by member id. */
  readonly sessionEnds: SessionEnds
  readonly realm: Realm
  readonly library: Library
  /** The module whose default export starts the service. */
  readonly file: string
  /** By the index of their instance in the world. */
  readonly apps: Process[]
  /** What is slow, or was. */
  readonly slow: Slow[]
  nextConnection: number
  /** What the service's module exports as `record`; null: nothing. */
  makeRecord: MakeRecord | null
  /** Records that were handed on in transactions which have not ended. */
  readonly handOns: HandOns
  /** The records that were processed to the end. */
  readonly finished: Set<string>
  /** When anything was last achieved (`world.progress` went up). */
  progressAt: number
  /** At which event of its phase that was. */
  progressStep: number
  progressSeen: number
  /** The group's latest generation that was seen, and when it was last seen unsettled. */
  readonly settling: { generation: number; unsettledAt: number }
  /** What a process did that cannot be simulated; '' nothing. */
  mistake: string
  /** An error of our own code inside of a process; null: none. */
  bug: unknown
  /** What chance inside processes is drawn from. */
  readonly seed: number
}

/** One call of `process()` that has not returned. */
export interface HandlerTask {
  readonly record: TopicPartitionOffset
  /** The history's number of the transaction; null: none. */
  readonly transaction: number | null
  /** 1: the effect is next; 2: the return is next. */
  phase: 1 | 2
  due: number
  /** The next step fails instead. */
  fails: boolean
  /** It has been put off once, as all that is ordinary may be. */
  delayed: boolean
  readonly fulfil: () => void
  readonly reject: (reason: unknown) => void
}

/** A producer's identity, as the coordinator gave it. */
export interface ProducerIdentity {
  readonly producerId: number
  readonly producerEpoch: number
}

/** What the clients of a process announce by themselves. */
export interface Announced {
  /** A batch is handed to its handler. */
  handedOut(topic: string, partition: number, first: number, last: number): void
  /** A consumer of the watched group is made. Returns its number in the process. */
  consumerMade(): number
  /** A consumer has stopped with an error; it starts again by itself, or never. */
  consumerCrashed(consumer: number, error: Error, restart: boolean): void
  /** A consumer has joined the group. */
  consumerJoined(consumer: number): void
  /** `resolveOffset` was called in a batch. */
  resolved(topic: string, partition: number, offset: number): void
  /** A consumer is subscribed to these topics from now on. */
  subscribed(consumer: number, topics: readonly string[]): void
  /** A partition is paused, or resumed. */
  paused(place: TopicPartition, isPaused: boolean): void
  /** `consumer.seek`: -1 is the end, -2 the start. */
  sought(topic: string, partition: number, offset: number): void
}

/** One simulated process, as all that happens to it and in it sees it. */
export interface Process extends Owner {
  readonly simulation: Simulation
  readonly name: string
  /** As brokers know it. */
  readonly client: Client
  readonly instance: Instance
  readonly startedAt: number
  readonly timers: Timers
  readonly handlers: HandlerTask[]
  /** The latest identity of each transactional id of this process. */
  readonly producers: Map<string, ProducerIdentity>
  /** kafkajs' shortest request time-out in this process. */
  requestTimeoutMs: number
  /** When a process that was asked to stop is killed; Infinity: it was not asked. */
  readonly killDue: number
  /** Its handlers know what they have in hand (`app/deliveries.ts`). */
  knowsDeliveries: boolean
  /** kafkajs loops in it and never ends (`realm/spinning-fetcher.ts`). */
  readonly isSpinning: boolean

  // What happens to it.
  start(): void
  askToStop(graceMs: number): void
  /** Nothing happens to it from now on. */
  cutOff(): void
  exited(code: number): void
  /** A signal that it does not listen for. */
  killedItself(signal: string): void
  /** An error ends it. */
  died(reason: unknown): void
  queueMicrotask(callback: () => void): void
  /** Something happens to the process: what is parked fires, then `act`, then all microtasks. */
  enter(act: () => void): void
  connect(args: ISocketFactoryArgs, ofAdmin: boolean): SimulatedSocket

  // What its clients tell.
  readonly watch: Announced
  /** What its handlers have in hand. */
  readonly inHand: RecordsInHand
  /** Runs a commit of these places that the user's own code asks for. */
  byHand<T>(places: readonly Place[], commit: () => Promise<T>): Promise<T>
  readonly manualCommits: ManualCommits
  transactionBegun(transaction: Transaction, transactionalId: string): void
  transactionNumber(transaction: Transaction): number | null
}
