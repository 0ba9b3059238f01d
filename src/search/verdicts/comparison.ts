/** A comparison: the data that `--json` writes (schema `ackurate/comparison@1`). */
import type { FaultName } from '../../model/faults/all.ts'
import type { Settings } from '../../model/settings.ts'
import type { Claim, Family } from '../../strategies/strategy.ts'
import type { CoverageEntry } from '../coverage/coverage.ts'
import type { BreakingSets } from './breaking-sets.ts'
import type { FaultSet } from './fault-sets.ts'
import type { Cell } from './verdict.ts'

/** What a count per schedule came to: mean and percentiles. */
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
  /** Took effect twice or more; absent in what was written before it was counted. */
  readonly duplicated?: Figure
  /** Work done again, whether or not it took effect again: a cost, no broken promise. */
  readonly reprocessed: Figure
  readonly commitRequests: { readonly mean: number }
  /** Generations that were joined, beyond one for every process that started. */
  readonly rejoins: { readonly mean: number }
  /** Generations after the group's first; absent in what was written before they were counted. */
  readonly rebalances?: { readonly mean: number }
  /** Processes and consumers that were started again; absent likewise. */
  readonly restarts?: { readonly mean: number }
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
  /** Absent: nothing was slow for a while. */
  readonly delaysMax?: number
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
  /** How several kinds were searched at once (`check`); absent: they were not. */
  readonly together?: {
    /** All kinds that were drawn from. */
    readonly faults: FaultSet
    readonly schedules: number
    readonly complete: boolean
  }
  /** What the search of each strategy met; absent in what was written before it was counted. */
  readonly coverage?: readonly CoverageEntry[]
}
