/** The question that a search for breaking sets asks, however it is answered. */
import type { FaultName } from '../../model/faults/all.ts'
import type { Settings } from '../../model/settings.ts'
import type { Pairing } from '../verdicts/breaking-sets.ts'
import type { Counterexample, SearchSummary } from '../verdicts/verdict.ts'

/** A way to break the property. */
export interface Breakage {
  /** The kinds that it takes: of the set that was asked for, at most all. */
  readonly kinds: readonly FaultName[]
  /** The one line that shows it. */
  readonly replay: string
  /** Null where a cell of the comparison holds the story. */
  readonly counterexample: Counterexample | null
}

/** What is known of a set of kinds, and how far it was searched. */
export interface Decision {
  /** `unknown`: the time or the searches were used up. */
  readonly verdict: 'holds' | 'violated' | 'unknown'
  readonly search: SearchSummary
  /** Null unless violated. */
  readonly breakage: Breakage | null
  readonly pairing: Pairing | null
}

/**
 * Decides whether schedules with these kinds of fault break the property of a strategy: at random,
 * exhaustively within bounds, or from what is known already. The same question must have the same
 * answer whenever it is asked.
 */
export type Decide = (
  faults: readonly FaultName[],
  settings: Readonly<Partial<Settings>>,
) => Decision

/** The decision that there is none. */
export const undecided: Decision = {
  verdict: 'unknown',
  search: { mode: 'random', schedules: 0, complete: false },
  breakage: null,
  pairing: null,
}
