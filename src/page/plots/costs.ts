/** What each strategy loses, duplicates and costs, over some faults. */
import type { Report } from '../open-report.ts'

/** Means per run, over the faults that can happen to the strategy, but for disasters. */
export interface Cost {
  readonly strategy: number
  readonly commits: number
  readonly duplicated: number
  readonly reprocessed: number
  readonly lost: number
}

/** One per strategy that has figures. */
export function costsOf(report: Report, all: readonly number[]): readonly Cost[] {
  const columns = withoutDisasters(report, all)
  return report.data.strategies.flatMap((_, strategy) => {
    const units = columns.flatMap((column) => report.figures(strategy, column) ?? [])
    if (units.length === 0) return []
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length
    return [
      {
        strategy,
        commits: mean(units.map((unit) => unit['commit requests'])),
        // -1: not counted when the comparison was written.
        duplicated: Math.max(0, mean(units.map((unit) => unit['duplicated mean']))),
        reprocessed: mean(units.map((unit) => unit['reprocessed mean'])),
        lost: mean(units.map((unit) => unit['lost mean'])),
      },
    ]
  })
}

/** What the cluster throws away is no cost of a strategy; where there is no more, it counts. */
function withoutDisasters({ data }: Report, all: readonly number[]): readonly number[] {
  const others = all.filter((column) => {
    const [fault = -1] = data.columns[column] ?? []
    return data.faultGroups[fault] !== 'disaster'
  })
  return others.length === 0 ? all : others
}

const isBelow = (one: Cost, other: Cost): boolean =>
  one.lost <= other.lost &&
  one.duplicated <= other.duplicated &&
  (one.lost < other.lost || one.duplicated < other.duplicated)

/**
 * The front of the best: nothing loses and duplicates less than these; the fewest losses first.
 * Known bugs are not among them. Whoever is on it may still lose: its losses are what it pays with.
 */
export function frontOf(report: Report, costs: readonly Cost[]): readonly Cost[] {
  const sound = costs.filter(({ strategy }) => report.data.strategies[strategy]?.faulty === false)
  return sound
    .filter((cost) => !sound.some((other) => isBelow(other, cost)))
    .toSorted((one, other) => one.lost - other.lost || one.duplicated - other.duplicated)
}
