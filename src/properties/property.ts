/** What a property is: a name, a sentence for somebody on call, and an incremental monitor. */
import type { EventKind, EventOf } from '../model/history.ts'
import type { Kept } from './kept.ts'

export const propertyNames = [
  'at-least-once',
  'at-most-once',
  'exactly-once',
  'in-order',
  'commit-not-ahead',
  'commit-monotonic',
  'commit-acknowledged-is-applied',
  'no-zombie-effect',
  'bounded-reprocessing',
  'progress',
] as const

export type PropertyName = (typeof propertyNames)[number]

/** Evidence that a property is broken, for one partition (or for none, `topic` null). */
export interface Witness {
  readonly topic: string | null
  readonly partition: number
  /** The records concerned, ascending; may be empty. */
  readonly offsets: readonly number[]
  /** One line for the story, without the place: "are lost: below the committed offset, ...". */
  readonly text: string
  /** The 0-based number of the event at which it became certain; later events do not matter. */
  readonly at: number
}

/** Handlers by event kind. A kind that is absent is not of interest: it is not even delivered. */
export type Handlers = {
  readonly [K in EventKind]?: (event: EventOf<K>, index: number) => void
}

/** What several monitors read from the same run; fed and reset once, and before all of them. */
export interface Fold {
  readonly on: Handlers
  reset(): void
  readonly kept: Kept
  /** It only tells how a property was broken: no verdict depends on it. */
  readonly onlyTells?: true
}

/** Follows one run. Keeps plain data only. */
export interface Monitor {
  /** The folds that it reads, each after those that it reads itself; absent: none. */
  readonly folds?: readonly Fold[]
  readonly on: Handlers
  /** Back to the start, for the next run: monitors are reused. */
  reset(): void
  /** Asked after the `ended` event. Empty: the property held. */
  witnesses(): readonly Witness[]
  /**
   * What it keeps of a run besides its folds: without it, states cannot be saved and restored. Its
   * fingerprint is asked for while the property is not broken: what it found needs no part in it.
   */
  readonly kept?: Kept
  /** What its verdict depends on in the ledger: marks and facets. Absent: nothing. */
  readonly reads?: number
  /** Whether it is broken already, whatever may come; absent: that is known only at the end. */
  broken?(): boolean
  /** Not judged in this run, with the reason ("declares no bound"); absent or null: judged. */
  notApplicable?(): string | null
}

/** What a monitor may know besides the history. */
export interface MonitorContext {
  /** The bound that the strategy declares, per partition and fault; null: none. */
  readonly reprocessingMax: number | null
}

export interface Property {
  readonly name: PropertyName
  /** One sentence for somebody on call. */
  readonly statement: string
  monitor(context: MonitorContext): Monitor
}

/** Declares a property; exists so that a definition reads as one. */
export function property(definition: Property): Property {
  return definition
}

/** Something that a search must have met at least once, or it proves nothing. */
export interface Sometimes {
  readonly name: string
  readonly statement: string
  monitor(): { readonly on: Handlers; reset(): void; seen(): boolean; readonly kept?: Kept }
}
