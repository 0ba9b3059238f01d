/** Which sets of fault kinds break a property, as plain data (`breakingSets` of a comparison). */
import type { Settings } from '../../model/settings.ts'
import type { PropertyName } from '../../properties/all.ts'
import type { FaultSet } from './fault-sets.ts'
import type { Counterexample, SearchSummary } from './verdict.ts'

/** A set of fault kinds, and how it was searched. */
export interface SearchedSet {
  readonly fault: FaultSet
  readonly search: SearchSummary
}

/** A set that breaks the property, while none that was searched within it does. */
export interface BreakingSet extends SearchedSet {
  /** Whether the strategy claims the property under these faults. */
  readonly claimed: boolean
  /** The sets with one kind less, which held; the smaller ones are part of their searches. */
  readonly held: readonly SearchedSet[]
  /** Whether `held` has them all: else one could not be decided, and might break, too. */
  readonly minimal: boolean
  /** The one line that shows it. */
  readonly replay: string
  /** Null where a cell of the comparison holds the story. */
  readonly counterexample: Counterexample | null
}

/** How well a search of several kinds mixed them. */
export interface Pairing {
  /** How many pairs of kinds there are. */
  readonly pairs: number
  /** How many of them fired in the same schedule at least once. */
  readonly met: number
  /** In how many schedules the pair that met least often did. */
  readonly schedulesMin: number
}

/** A set none of whose schedules broke the property; with any further kind it breaks. */
export interface SurvivingSet extends SearchedSet {
  /** Null: a single kind or none, or searched in another way than at random. */
  readonly pairing: Pairing | null
}

/** The breaking sets of one strategy and property under some settings. */
export interface BreakingSets {
  readonly strategy: string
  readonly property: PropertyName
  readonly settings: Readonly<Partial<Settings>>
  /** Nothing is known of any set: the search hung, or was stopped. Absent: it was not. */
  readonly lost?: true
  /** Whether the strategy claims the property at all. */
  readonly claimed: boolean
  /** The kinds that were considered: those that can happen to the strategy. */
  readonly faults: FaultSet
  /** The most faults in one schedule. */
  readonly faultsMax: number
  /** None within another. */
  readonly minimal: readonly BreakingSet[]
  readonly surviving: readonly SurvivingSet[]
  /** False: sets that lie within no surviving one and contain no breaking one are left. */
  readonly complete: boolean
}
