/**
 * What is reported to reviewers, however it is rendered: page, comment, JUnit, annotations, SARIF.
 */
import type { PropertyName } from '../../properties/all.ts'
import type { Comparison, Figure, Statistics } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import type { Claim, Family } from '../../strategies/strategy.ts'

/** Where in a user's sources something can be pointed at. */
export interface SourcePlace {
  /** Relative to the working directory, with `/`. */
  readonly file: string
  /** Counts from 1. */
  readonly line: number
}

/** A strategy in words. */
export interface ReviewStrategy {
  readonly name: string
  readonly family: Family
  readonly claims: Claim
  readonly faulty: boolean
  /** What it uses besides its consumer; of a user's own nobody knows. */
  readonly uses: readonly ('store' | 'transactions')[]
  /** One sentence: what it does. */
  readonly summary: string
  /** Shipped strategies with the same purpose that keep what this one breaks. */
  readonly instead: readonly string[]
  /** Of a user's own file; null for a shipped one. */
  readonly place: SourcePlace | null
}

/** Something that must not be merged unseen. */
export interface Finding {
  /** `bug-missed`: a known bug that its property did not catch. */
  readonly kind: 'claim-broken' | 'bug-missed' | 'undecided'
  readonly cell: Cell
  /** One line: `commit-in-finally breaks at-least-once under handler-error`. */
  readonly title: string
  /** The story, or why nothing was decided; several lines. */
  readonly text: string
  readonly place: SourcePlace | null
}

/** A cell whose verdict is not what it was. */
export interface VerdictChange {
  readonly kind: 'new-violation' | 'fixed' | 'new-cell' | 'gone' | 'other'
  /** Null: the cell is not there in that one. */
  readonly before: Cell | null
  readonly after: Cell | null
  /** The story of a new violation; null otherwise. */
  readonly text: string | null
}

/** A figure whose new mean lies outside of the old interval, and the old one outside of the new. */
export interface FigureChange {
  readonly statistics: Statistics
  readonly figure: 'lost' | 'duplicated' | 'reprocessed'
  readonly before: Figure
  readonly after: Figure
}

/** What differs from an earlier comparison. */
export interface Changes {
  readonly baseline: { readonly version: string; readonly seed: string }
  /** Why figures may differ without anybody's doing: `seed 7, now 42`; absent: nothing differs. */
  readonly differs?: readonly string[]
  /** New violations of claims first, then other new violations, then what got better. */
  readonly verdicts: readonly VerdictChange[]
  readonly figures: readonly FigureChange[]
  /** A claim that was kept is broken, or a known bug is no longer caught. */
  readonly regressed: boolean
}

export interface Review {
  readonly comparison: Comparison
  readonly strategies: readonly ReviewStrategy[]
  readonly properties: readonly { readonly name: PropertyName; readonly statement: string }[]
  readonly findings: readonly Finding[]
  /** One line: `2 of 56 strategies break a claim`. */
  readonly headline: string
  /** Null: there was no baseline to compare with. */
  readonly changes: Changes | null
}
