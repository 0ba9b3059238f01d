/** `check FILE --against BEFORE`: both are searched alike, schedule for schedule. */
import { againstText } from '../report/tables/against-text.ts'
import type { UnitResult } from '../search/planning/plan.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import type { SearchOptions } from './options/options.ts'
import { comparisonOf, type NamedStrategy, planSearch } from './search.ts'
import type { Terminal } from './terminal.ts'
import { runUnits } from './workers/search-tasks.ts'

/** What a search for two came to. */
export interface SearchedAgainst {
  /** Of the first strategy: the same as if it had been searched alone. */
  readonly comparison: Comparison
  /** What got better, and what got worse. */
  readonly text: string
}

/** Searches both; of a limited time each gets half. */
export async function searchAgainst(
  named: NamedStrategy,
  before: NamedStrategy,
  options: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<SearchedAgainst> {
  const { timeMs, seed } = options
  const shared = { ...options, timeMs: timeMs === null ? null : timeMs / 2 }
  const drawnAs = named.strategy.name
  const resultsOf = async (one: NamedStrategy) => {
    const planned = planSearch([one], shared, folder, drawnAs)
    const results = await runUnits(planned.tasks, planned.taskOptions, terminal)
    return { planned, results }
  }
  const now = await resultsOf(named)
  const then = await resultsOf(before)
  // Several kinds at once have no figures and no sign of their own.
  const text = againstText(then.results, now.results, before.word, seed)
  const results = now.results.map(withoutViolations)
  return { comparison: comparisonOf(now.planned, results), text }
}

function withoutViolations({ violations: _, ...result }: UnitResult): UnitResult {
  return result
}
