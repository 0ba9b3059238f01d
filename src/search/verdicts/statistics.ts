/** Counts per schedule, as histograms: the memory does not grow with the schedules. */
import type { Figure } from './comparison.ts'

/** `counts[n]`: in how many schedules the number was n. */
export interface Histogram {
  readonly counts: number[]
  total: number
}

/** An empty histogram. */
export function createHistogram(): Histogram {
  return { counts: [], total: 0 }
}

/** Counts one schedule in which the number was `value`, a whole number of at least 0. */
export function count(histogram: Histogram, value: number): void {
  const { counts } = histogram
  while (counts.length <= value) counts.push(0)
  counts[value] = (counts[value] ?? 0) + 1
  histogram.total++
}

/** Mean, percentiles (nearest rank) and the normal 95 % interval of the mean. */
export function figureOf(histogram: Histogram): Figure {
  const { total } = histogram
  if (total === 0) return { mean: 0, p50: 0, p99: 0, max: 0, ci95: [0, 0] }
  const mean = moment(histogram, (value) => value) / total
  const squares = moment(histogram, (value) => (value - mean) ** 2)
  const deviation = total > 1 ? Math.sqrt(squares / (total - 1)) : 0
  const margin = (1.96 * deviation) / Math.sqrt(total)
  return {
    mean: rounded(mean),
    p50: percentile(histogram, 0.5),
    p99: percentile(histogram, 0.99),
    max: histogram.counts.length - 1,
    // A count is never negative, whatever the normal curve says of it.
    ci95: [rounded(Math.max(0, mean - margin)), rounded(mean + margin)],
  }
}

function moment({ counts }: Histogram, of: (value: number) => number): number {
  return counts.reduce((sum, schedules, value) => sum + schedules * of(value), 0)
}

function percentile({ counts, total }: Histogram, share: number): number {
  const rank = Math.ceil(share * total)
  let seen = 0
  for (let value = 0; value < counts.length; value++) {
    seen += counts[value] ?? 0
    if (seen >= rank) return value
  }
  return counts.length - 1
}

/** Four decimals: what a reader can use, and the same text on every machine. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
