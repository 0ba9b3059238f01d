/** Coverage as a comparison keeps it: one entry per strategy, for one per unit is too long. */
import { type CoverageEntry, sumCoverage } from './coverage.ts'
import { inOrder } from './names.ts'

/**
 * One entry per strategy, in the order in which they come first. Entries of several comparisons
 * may be given, too: those of shards give what one search of all would have given.
 */
export function coverageByStrategy(entries: readonly CoverageEntry[]): readonly CoverageEntry[] {
  const names = [...new Set(entries.map(({ strategy }) => strategy))]
  return names.map((strategy) => {
    const own = entries.filter((entry) => entry.strategy === strategy)
    return { strategy, ...inOrder(sumCoverage(own)) }
  })
}
