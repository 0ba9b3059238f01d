/** Puts the results of all units of a comparison together. */
import { faults } from '../../model/faults/all.ts'
import type { Scenario } from '../../model/scenario.ts'
import { type CoverageEntry, sumCoverage } from '../coverage/coverage.ts'
import { inOrder } from '../coverage/table-names.ts'
import type { Comparison, StrategyEntry } from '../verdicts/comparison.ts'
import { faultsOf } from '../verdicts/fault-sets.ts'
import type { Unit, UnitResult } from './plan.ts'

/** What a comparison says of itself, beside its cells. */
export interface ComparisonHead {
  readonly version: string
  readonly seed: string
  /** Sizes and the settings that hold in every cell. */
  readonly scenario: Scenario
  readonly strategies: readonly StrategyEntry[]
}

/** Puts results together; they must be in the order of the plan, whoever searched them. */
export function assembleComparison(
  head: ComparisonHead,
  units: readonly Unit[],
  results: readonly UnitResult[],
): Comparison {
  const { budgets: _, ...scenario } = head.scenario
  const used = new Set<string>(units.flatMap(({ fault }) => faultsOf(fault)))
  return {
    schema: 'ackurate/comparison@1',
    version: head.version,
    seed: head.seed,
    scenario,
    strategies: head.strategies,
    faults: faults
      .filter(({ name }) => used.has(name))
      .map(({ name, summary }) => ({ name, summary })),
    cells: results.flatMap(({ cells }) => cells),
    statistics: results.flatMap(({ statistics }) => statistics ?? []),
    sometimes: results.flatMap(({ sometimes }) => sometimes ?? []),
    coverage: coverageByStrategy(results.flatMap(({ coverage }) => coverage ?? [])),
  }
}

/**
 * One entry per strategy, in the order in which they come first: one per unit is too long. Entries
 * of several comparisons may be given, too: those of shards give what one search of all would have
 * given.
 */
export function coverageByStrategy(entries: readonly CoverageEntry[]): readonly CoverageEntry[] {
  const names = [...new Set(entries.map(({ strategy }) => strategy))]
  return names.map((strategy) => {
    const own = entries.filter((entry) => entry.strategy === strategy)
    return { strategy, ...inOrder(sumCoverage(own)) }
  })
}
