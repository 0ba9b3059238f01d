/** What a review needs besides the comparison: words, and what only the registry knows. */
import type { Cell } from '../../search/verdicts/verdict.ts'
import type { Claim, Family } from '../../strategies/strategy.ts'
import type { ReportContext } from '../tables/summary.ts'

/** A shipped strategy that is sound: what may be recommended. */
export interface Candidate {
  readonly name: string
  /** The client it is written for. */
  readonly platform: Family
  readonly claims: Claim
  /** Whether it claims that property under those faults and settings. */
  readonly claimed: (cell: Pick<Cell, 'property' | 'fault' | 'settings'>) => boolean
}

/** The words of a report, and those that only reviews need. */
export interface ReviewWords extends ReportContext {
  /** Faulty strategies that the user asked for by name: their claims count like any other. */
  readonly named: readonly string[]
  /** Whether the search left open what the cell claims. */
  readonly undecided: (cell: Cell) => boolean
  /** In the order of the registry. */
  readonly candidates: readonly Candidate[]
  /** What shipped strategies use besides their consumers, by name; absent: nothing. */
  readonly uses: ReadonlyMap<string, readonly ('store' | 'transactions')[]>
  /** The client that a strategy is written for, by its name. */
  readonly platforms: ReadonlyMap<string, Family>
  /** The strategy that does right what a faulty one does wrong, by the faulty one's name. */
  readonly cures: ReadonlyMap<string, string>
}
