/** `check FILE --against BEFORE`: both are searched alike, schedule for schedule. */
import { againstText } from '../report/tables/against-text.ts'
import type { UnitResult } from '../search/planning/plan.ts'
import type { Comparison } from '../search/verdicts/comparison.ts'
import type { SearchOptions } from './options/options.ts'
import { comparisonOf, type NamedStrategy, type PlannedSearch, planSearch } from './search.ts'
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
  const resultsOf = async (one: NamedStrategy): Promise<Searched> => {
    const planned = planSearch([one], shared, folder, drawnAs)
    const results = await runUnits(planned.tasks, planned.taskOptions, terminal)
    return { planned, results }
  }
  const now = await resultsOf(named)
  const then = await resultsOf(before)
  const text = againstText(singleOf(then), singleOf(now), before.word, seed)
  const results = now.results.map(withoutViolations)
  return { comparison: comparisonOf(now.planned, results), text }
}

interface Searched {
  readonly planned: PlannedSearch
  readonly results: readonly UnitResult[]
}

/** Without several kinds at once: they have no row of their own, only what was found. */
function singleOf({ planned, results }: Searched): readonly UnitResult[] {
  const { units } = planned.taskOptions
  return results.filter((_, at) => units[at]?.together !== true)
}

function withoutViolations({ violations: _, ...result }: UnitResult): UnitResult {
  return result
}
