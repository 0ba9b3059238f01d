/** The cells of a comparison that strategies are described by. */
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import type { Cell } from '../../../src/search/verdicts/verdict.ts'

const isUsual = (settings: Cell['settings']): boolean =>
  (settings['auto.offset.reset'] ?? 'earliest') === 'earliest'

/** Those under one fault at most, with `auto.offset.reset=earliest`. */
export function usualCells(comparison: Comparison): readonly Cell[] {
  return comparison.cells.filter(({ settings, fault }) => isUsual(settings) && !fault.includes('+'))
}

/** The statistics of a strategy under the same conditions. */
export function usualStatistics(comparison: Comparison, strategy: string) {
  return comparison.statistics.filter(
    (entry) => entry.strategy === strategy && isUsual(entry.settings) && !entry.fault.includes('+'),
  )
}
