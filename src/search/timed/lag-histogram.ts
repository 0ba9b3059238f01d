/** Lags, counted in classes half a percent wide: a percentile of millions in flat memory. */

export interface LagHistogram {
  /** By class; sparse at the start, as long as the largest class needs. */
  readonly counts: number[]
  total: number
  /** Milliseconds, exact. */
  sum: number
}

/** Below a hundredth of a millisecond all is one class. */
const smallestMs = 0.01
const width = Math.log(1.005)

/** An empty histogram. */
export function createLagHistogram(): LagHistogram {
  return { counts: [], total: 0, sum: 0 }
}

/** Counts one lag, in milliseconds. */
export function addLag(histogram: LagHistogram, lagMs: number): void {
  const { counts } = histogram
  const at = lagMs <= smallestMs ? 0 : Math.ceil(Math.log(lagMs / smallestMs) / width)
  while (counts.length <= at) counts.push(0)
  counts[at] = (counts[at] ?? 0) + 1
  histogram.total++
  histogram.sum += lagMs
}

/** Adds the counts of one histogram to another. */
export function mergeLags(into: LagHistogram, from: LagHistogram): void {
  while (into.counts.length < from.counts.length) into.counts.push(0)
  for (let i = 0; i < from.counts.length; i++) {
    into.counts[i] = (into.counts[i] ?? 0) + (from.counts[i] ?? 0)
  }
  into.total += from.total
  into.sum += from.sum
}

/** The lag that this share of the records stays below (the middle of its class); 0 if empty. */
export function lagAt({ counts, total }: LagHistogram, share: number): number {
  const rank = Math.ceil(share * total)
  let seen = 0
  for (let at = 0; at < counts.length; at++) {
    seen += counts[at] ?? 0
    if (seen >= rank && seen > 0) return at === 0 ? smallestMs : middleOf(at)
  }
  return 0
}

function middleOf(at: number): number {
  return smallestMs * Math.exp((at - 0.5) * width)
}
