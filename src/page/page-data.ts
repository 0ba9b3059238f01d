/**
 * What the page carries: a review as plain JSON, packed so that 17,000 cells take little room.
 *
 * A cell has a number: `(strategy * columns + column) * properties + property`, all by their place
 * in the lists here. A unit, which is a strategy in a column, has `strategy * columns + column`.
 */
import type { Scenario } from '../model/scenario.ts'
import type { FamilyAnswer } from '../report/answers/family-answers.ts'
import type { FaultGroup } from '../report/answers/fault-groups.ts'
import type { Profile } from '../report/answers/profile.ts'
import type { Finding, ReviewStrategy } from '../report/review/review.ts'
import type { Coverage } from '../search/coverage/coverage.ts'
import type { Measurement } from '../search/timed/measurement.ts'
import type { ScenarioEntry } from '../search/verdicts/comparison.ts'
import type { Cell, SearchSummary } from '../search/verdicts/verdict.ts'

/** One choice of settings. */
export interface PageSettings {
  /** As addresses hold it: `latest`, or `latest, session.timeout.ms=6000`. */
  readonly label: string
  readonly values: Cell['settings']
}

/** Columns of equal length: how the searches broke cells. */
export interface PageBroken {
  readonly cells: readonly number[]
  readonly replays: readonly string[]
  readonly schedules: readonly number[]
  /** What else than random search found it; empty: nothing else. */
  readonly froms: readonly string[]
  /** The place of its run's sizes in {@link PageData.runs}; -1: the page cannot play it. */
  readonly runs: readonly number[]
  readonly choicesFound: readonly number[]
  readonly choices: readonly number[]
  /** The first witness, with its place: `orders-0@0 took effect twice`. */
  readonly witnesses: readonly string[]
  /** How many witnesses there are besides. */
  readonly more: readonly number[]
}

/** The figures of a unit: a row of numbers in the order of {@link figureNames}. */
export interface PageStatistics {
  readonly units: readonly number[]
  readonly rows: readonly (readonly number[])[]
}

/** What the numbers of a row of statistics are; -1: not counted when they were written. */
export const figureNames = [
  'schedules',
  'records',
  'lost mean',
  'lost p50',
  'lost p99',
  'lost max',
  'lost low',
  'lost high',
  'duplicated mean',
  'duplicated p50',
  'duplicated p99',
  'duplicated max',
  'duplicated low',
  'duplicated high',
  'reprocessed mean',
  'reprocessed p50',
  'reprocessed p99',
  'reprocessed max',
  'reprocessed low',
  'reprocessed high',
  'commit requests',
  'rebalances',
  'restarts',
] as const

/** Which faults together break a property, in words. */
export interface PageBreaking {
  readonly strategy: number
  readonly property: number
  readonly claimed: boolean
  readonly broken: readonly string[]
  /** Single faults that break it and that the claim leaves out. */
  readonly excluded: readonly string[]
  readonly survives: readonly string[]
}

/** Something to look at first. */
export interface PageFinding {
  readonly kind: Finding['kind']
  readonly cell: number
  readonly title: string
  readonly text: string
}

/** A verdict that is not what it was. `cell` is -1 where this comparison has none. */
export interface PageChange {
  readonly kind: 'new-violation' | 'fixed' | 'new-cell' | 'gone' | 'other'
  readonly cell: number
  /** `commit-sync under crash: at-least-once`. */
  readonly place: string
  /** In words: `held`, `was violated`; empty: there was none. */
  readonly before: string
  readonly after: string
  readonly claimed: boolean
}

/** A figure that is not what it was. */
export interface PageFigureChange {
  readonly place: string
  readonly figure: 'lost' | 'duplicated' | 'reprocessed'
  readonly before: number
  readonly after: number
}

export interface PageChanges {
  readonly baseline: { readonly version: string; readonly seed: string }
  readonly verdicts: readonly PageChange[]
  readonly figures: readonly PageFigureChange[]
  readonly regressed: boolean
}

/** What one strategy's search met, of which the page shows two parts. */
export type PageCoverage = Pick<Coverage, 'schedules' | 'sometimes' | 'faultPhase'>

/** A file to copy. */
export interface ExampleFile {
  readonly name: string
  readonly text: string
}

/** Code and configuration by the name of a strategy: a packet of its own. */
export type Examples = Readonly<Record<string, readonly ExampleFile[]>>

export interface PageData {
  readonly version: string
  readonly seed: string
  readonly headline: string
  /** The one line that does it again, without `npx`. */
  readonly reproduce: string
  readonly scenario: ScenarioEntry
  /** Of all units together. */
  readonly schedules: number
  readonly strategies: readonly ReviewStrategy[]
  /** One sentence per family. */
  readonly answers: readonly FamilyAnswer[]
  /** One per strategy, in their order. */
  readonly profiles: readonly Profile[]
  /** Fault sets in the order of the comparison, and what the faults are, by name. */
  readonly faults: readonly string[]
  /** Of each of them. */
  readonly faultGroups: readonly FaultGroup[]
  readonly faultSummaries: Readonly<Record<string, string>>
  readonly properties: readonly { readonly name: string; readonly statement: string }[]
  readonly settings: readonly PageSettings[]
  /** Fault and settings. */
  readonly columns: readonly (readonly [fault: number, settings: number])[]
  /** One sign per cell: see `verdict-signs.ts`. */
  readonly verdicts: string
  readonly reasons: readonly string[]
  /** Cell, reason, cell, reason, …: of those that have one. */
  readonly reasonsAt: readonly number[]
  readonly searches: readonly SearchSummary[]
  /** Of how many cells in a row, which search: count, search, count, search, … */
  readonly searchRuns: readonly number[]
  readonly broken: PageBroken
  /** Sizes and settings of runs, before the faults and settings of a cell. */
  readonly runs: readonly Scenario[]
  /** Per strategy and property the cell that is told first: the shortest of them. */
  readonly shortest: readonly number[]
  /** The cells whose stories the page carries, strategy by strategy: those it cannot play. */
  readonly stories: readonly number[]
  readonly statistics: PageStatistics
  /** One per strategy; null: it was not counted. */
  readonly coverage: readonly (PageCoverage | null)[]
  readonly breaking: readonly PageBreaking[]
  readonly findings: readonly PageFinding[]
  readonly changes: PageChanges | null
  readonly measurements: readonly Measurement[]
}
