/** What is known of a strategy besides how it runs. */
import type { FaultName } from '../model/faults/all.ts'
import type { Settings } from '../model/settings.ts'

/** What it promises. */
export type Claim = 'at-least-once' | 'at-most-once' | 'exactly-once'

/** Where it belongs; a user's own to `user`. */
export type Family =
  | 'kafka-consumer'
  | 'spring-kafka'
  | 'connect'
  | 'spark'
  | 'kafkajs'
  | 'faulty'
  | 'user'

/** Under which faults a group of it may stand still in the calm that follows, and why. */
export interface Stalls {
  /** `any`: with no fault at all, too. */
  readonly under: readonly FaultName[] | 'any'
  /** The reason, to complete "because": a clause without a full stop. */
  readonly because: string
}

/** What every strategy says of itself. */
export interface StrategyFacts {
  readonly name: string
  /** What it is called in production: one sentence. */
  readonly summary?: string
  readonly claims: Claim
  /** Settings that are part of the strategy. */
  readonly settings?: Readonly<Partial<Settings>>
  /** Faults that it is meant to survive; absent: those of its claim (`claims.ts` of `search`). */
  readonly survives?: readonly FaultName[]
  /** Faults of that list that it is known not to survive; its own comment says why. */
  readonly exposedTo?: readonly FaultName[]
  /** Where it does not keep `progress`, which it claims otherwise; absent: nowhere. */
  readonly stalls?: Stalls
  /** Whether it goes on after a record whose handler always fails. */
  readonly givesUp?: true
  /** For `bounded-reprocessing`: the most re-deliveries per partition and fault; null: no bound. */
  readonly reprocessingMax?: (settings: Readonly<Settings>) => number | null
  /** For a bug kept on purpose: the property and the fault (or `none`) that must catch it. */
  readonly caughtBy?: { readonly property: string; readonly under: FaultName | 'none' }
  /** For such a bug: the shipped strategy that does right what it does wrong. */
  readonly fixedBy?: string
  /** What it uses besides the consumer; faults of what it does not use are vacuous. */
  readonly uses?: readonly ('store' | 'transactions')[]
  /** How many consumers of one group a process has, each on its own thread; absent: one. */
  readonly consumersPerProcess?: number
  /**
   * Suffixes of topics that it hands records on to and reads itself, each with one more consumer in
   * a group of that suffix; absent: none.
   */
  readonly retryTopics?: readonly string[]
  /** How many partitions each of them has, and the dead letter topic; absent: one. */
  readonly retryPartitions?: number
  /** The suffix of the topic of what has failed for good; it may be one of `retryTopics`. */
  readonly deadLetterTopic?: string
  /** Topics that it reads besides that of the run, in the same group; absent: none. */
  readonly otherTopics?: readonly string[]
  /** The most instances that run at once in production; absent: any number. */
  readonly membersMax?: number
}
