/** How a kafkajs strategy is written: an ordinary service around the real client. */
import type { Kafka, KafkaMessage, Transaction } from 'kafkajs'
import type { StrategyFacts } from '../strategy-facts.ts'

/** The record that a handler was given: what `eachMessage` gets, or one message of a batch. */
export interface Delivery {
  readonly topic: string
  readonly partition: number
  readonly message: Pick<KafkaMessage, 'offset'>
}

/** What a simulated process is given. */
export interface Service {
  /** A real kafkajs client, connected to the simulated brokers. */
  readonly kafka: Kafka
  /**
   * Stands for the work on one record: it starts, takes effect and returns, each at a time of its
   * own, and rejects when the handler is to fail. With a transaction, the effect counts only if
   * that is committed. Where the module exports `fakes` it knows by itself which record a handler
   * has in hand, whatever else it is called with.
   */
  readonly process: (delivery?: Delivery, transaction?: Transaction) => Promise<void>
  /**
   * Says that the record is given up on purpose: logged, put aside, and never finished. What fails
   * in the `catch` of a handler and is not thrown on is such a record.
   */
  readonly skip: (delivery?: Delivery) => void
  /** The topic of the run. */
  readonly topic: string
  /** What `auto.offset.reset` says, as `subscribe` wants it. */
  readonly fromBeginning: boolean
}

/**
 * What a module may export as `fakes`: modules in place of those that the service imports, by a
 * path from this file, the name of a package, or `fetch`. A function makes its module from what the
 * service is given, anew for each simulated process.
 */
export type Fakes = Readonly<Record<string, ((service: Service) => unknown) | object>>

/** How to stop: called when the process is asked to, as by a deploy. Nothing: it is just killed. */
export type Stop = (() => unknown) | undefined

/** A service: connects, runs, and returns how to stop. */
// biome-ignore lint/suspicious/noConfusingVoidType: not every service can be stopped.
export type Start = (service: Service) => Promise<Stop | void> | Stop | void

/** Which record of the run is to be made up: the n-th one produced to its partition. */
export interface RecordPlace {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/** What a record holds, as a producer of kafkajs is given it. */
export interface RecordContent {
  readonly key?: string | Buffer | null
  readonly value: string | Buffer | null
  readonly headers?: Readonly<Record<string, string | Buffer>>
}

/**
 * What a module may export as `record`: the records that its handler can read. Without it the
 * value of a record is `{"id":"orders-0-3"}`.
 */
export type MakeRecord = (place: RecordPlace) => RecordContent

/** A strategy whose consumer is kafkajs itself. */
export interface KafkajsStrategy extends StrategyFacts {
  /**
   * The module whose default export is the {@link Start} function, as a `file:` URL or a path.
   * Every simulated process loads it anew, so it is named rather than held.
   */
  readonly service: string
}
