/** What a search says, and the data that `--json` writes (schema `ackurate/comparison@1`). */
import type { FaultName } from '../../model/faults.ts'
import type { HistoryEvent } from '../../model/history.ts'
import type { Settings } from '../../model/settings.ts'
import type { PropertyName, Witness } from '../../properties/property.ts'
import type { Claim, Family } from '../../strategies/strategy.ts'
import type { CoverageEntry } from '../coverage/coverage.ts'
import type { BreakingSets } from './breaking-sets.ts'

export type VerdictName = 'holds' | 'violated' | 'unknown' | 'vacuous'

export interface Counterexample {
  /** The choices, as `replay --path` takes them. */
  readonly path: string
  /** The one line to paste. */
  readonly replay: string
  /** Which schedule of the search found it, and how many choices it had then and has now. */
  readonly schedule: number
  /** Where it was known from, if no schedule of this search found it: then `schedule` is 0. */
  readonly from?: 'regressions'
  readonly choicesFound: number
  readonly choices: number
  readonly witnesses: readonly Witness[]
  /** The shrunk history up to the last witness, without work on partitions none of them names. */
  readonly events: readonly HistoryEvent[]
  /** How many events were left out to keep a report small: then `events` is empty. */
  readonly eventsOmitted?: number
}

export interface SearchSummary {
  readonly mode: 'random' | 'exhaustive' | 'replay'
  readonly schedules: number
  readonly complete: boolean
  /** What an exhaustive search met, and within which sizes. */
  readonly states?: StatesSummary
}

/** The states of one exhaustive search, which judges all properties of its cells at once. */
export interface StatesSummary {
  readonly distinct: number
  /** States reached, each as often as it was. */
  readonly generated: number
  /** Actions to the farthest of them. */
  readonly depth: number
  /** Met and not expanded, because the search was stopped. */
  readonly frontier: number
  /** What stopped it; null: it met every state. */
  readonly stopped: 'states' | 'depth' | 'time' | 'decided' | null
  /** How many steps were a strike of each fault; absent in what is older than the count. */
  readonly strikes?: Readonly<Partial<Record<FaultName, number>>>
  /** An upper bound of the chance that a state was overlooked. */
  readonly collisionProbability: number
  readonly within: StateBoundsEntry
}

/** The sizes within which every schedule was to be tried. */
export interface StateBoundsEntry {
  readonly partitions: number
  readonly records: number
  readonly members: number
  readonly faultsMax: number
  /** So often in a row a consumer polls in vain as long as anything else can happen. */
  readonly idlePollsMax: number
}

/** `none`, one fault, or several joined by `+`. */
export type FaultSet = string

export interface Cell {
  readonly strategy: string
  readonly fault: FaultSet
  readonly property: PropertyName
  readonly settings: Readonly<Partial<Settings>>
  readonly verdict: VerdictName
  /** Why it is vacuous or unknown; null otherwise. */
  readonly reason: string | null
  /** Whether the strategy claims this property under this fault. */
  readonly claimed: boolean
  readonly search: SearchSummary
  readonly counterexample: Counterexample | null
}

export interface Figure {
  readonly mean: number
  readonly p50: number
  readonly p99: number
  readonly max: number
  /** 95 % confidence interval of the mean. */
  readonly ci95: readonly [number, number]
}

export interface Statistics {
  readonly strategy: string
  readonly fault: FaultSet
  readonly settings: Readonly<Partial<Settings>>
  readonly schedules: number
  /** Records owed, over all schedules. */
  readonly records: number
  readonly lost: Figure
  readonly reprocessed: Figure
  readonly commitRequests: { readonly mean: number }
  /** Generations that were joined, beyond one for every process that started. */
  readonly rejoins: { readonly mean: number }
  /** kafkajs consumers that stopped with an error: with a restart, and for good. */
  readonly consumerRestarts: { readonly mean: number }
  readonly consumerDeaths: { readonly mean: number }
}

export interface StrategyEntry {
  readonly name: string
  readonly family: Family
  readonly claims: Claim
  readonly faulty: boolean
  /** The word by which a user's file was asked for; absent: shipped. */
  readonly file?: string
}

/** What was searched, in one place: sizes and limits, without the settings of each cell. */
export interface ScenarioEntry {
  readonly topic: string
  readonly partitions: number
  readonly records: number
  readonly members: number
  readonly brokers: number
  readonly faultsMax: number
  /** True: the group had never committed before the run. */
  readonly newGroup: boolean
  readonly settings: Readonly<Settings>
}

/** How often each `sometimes` property was seen, per strategy and fault. */
export interface SometimesEntry {
  readonly strategy: string
  readonly fault: FaultSet
  readonly settings: Readonly<Partial<Settings>>
  readonly seen: Readonly<Record<string, number>>
}

export interface Comparison {
  readonly schema: 'ackurate/comparison@1'
  readonly version: string
  readonly seed: string
  readonly scenario: ScenarioEntry
  readonly strategies: readonly StrategyEntry[]
  readonly faults: readonly { readonly name: FaultName; readonly summary: string }[]
  readonly cells: readonly Cell[]
  readonly statistics: readonly Statistics[]
  readonly sometimes: readonly SometimesEntry[]
  /** Which faults together break what; absent where nobody asked. */
  readonly breakingSets?: readonly BreakingSets[]
  /** What the search of each strategy met; absent in what was written before it was counted. */
  readonly coverage?: readonly CoverageEntry[]
}
