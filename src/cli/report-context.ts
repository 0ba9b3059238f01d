/** The words that reports take from properties and strategies. */
import { properties } from '../properties/all.ts'
import type { ReportContext } from '../report/summary.ts'
import type { LoadedStrategy } from './load-strategy.ts'

/** Gathers them. */
export function reportContext(strategies: readonly LoadedStrategy[]): ReportContext {
  return {
    statements: new Map(properties.map(({ name, statement }) => [name, statement])),
    catches: new Map(
      strategies.flatMap(({ strategy: { name, caughtBy } }) =>
        caughtBy === undefined ? [] : [[name, caughtBy] as const],
      ),
    ),
    summaries: new Map(
      strategies.map(({ strategy: { name, summary } }) => [name, summary ?? ''] as const),
    ),
  }
}
