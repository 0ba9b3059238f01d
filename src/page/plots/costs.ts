/** What each strategy costs and reprocesses, over some faults. */
import type { Report } from '../open-report.ts'

/** Means per run, over the faults that can happen to the strategy. */
export interface Cost {
  readonly strategy: number
  readonly commits: number
  readonly reprocessed: number
  readonly lost: number
}

/** One per strategy that has figures. */
export function costsOf(report: Report, columns: readonly number[]): readonly Cost[] {
  return report.data.strategies.flatMap((_, strategy) => {
    const units = columns.flatMap((column) => report.figures(strategy, column) ?? [])
    if (units.length === 0) return []
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length
    return [
      {
        strategy,
        commits: mean(units.map((unit) => unit['commit requests'])),
        reprocessed: mean(units.map((unit) => unit['reprocessed mean'])),
        lost: mean(units.map((unit) => unit['lost mean'])),
      },
    ]
  })
}
