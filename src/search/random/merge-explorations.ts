/** Explorations of ranges of schedules as plain data, and what they are together. */
import { assert, defined } from '../../model/assert.ts'
import type { ShippedProperty } from '../../properties/all.ts'
import { sumCoverage } from '../coverage/coverage.ts'
import { type Start, startsMax } from '../shrinking/starts.ts'
import type { Histogram } from '../verdicts/statistics.ts'
import type { Exploration, Finding } from './exploration.ts'

/**
 * What exploring some schedules of a search found. The findings are those of the search's
 * properties, in their order; the starts bear the numbers that schedules have in the whole search.
 */
export interface RangeResult extends Omit<Exploration, 'findings'> {
  readonly findings: readonly RangeFinding[]
}

type RangeFinding = Omit<Finding, 'property'>

/** Without what cannot leave the thread; `first` is the number of its first schedule. */
export function rangeResult(exploration: Exploration, first: number): RangeResult {
  const findings = exploration.findings.map(({ violations, notApplicable, starts }) => ({
    violations,
    notApplicable,
    starts: starts.map(({ schedule, unrest }) => ({ schedule: schedule + first, unrest })),
  }))
  return { ...exploration, findings }
}

/**
 * What exploring all of these schedules in one go would have found, bit by bit: counts add up, and
 * of the calmest schedules of each part the calmest are the calmest of all. At least one part.
 */
export function mergeExplorations(
  properties: readonly ShippedProperty[],
  parts: readonly RangeResult[],
): Exploration {
  const merged = mergeRanges(parts)
  return {
    ...merged,
    findings: properties.map((property, at) => ({
      property,
      ...defined(merged.findings[at], 'a finding per property'),
    })),
  }
}

/** The same, as plain data. */
export function mergeRanges(results: readonly RangeResult[]): RangeResult {
  const [one] = results
  assert(one !== undefined, 'nothing was explored')
  const sumOf = (count: (result: RangeResult) => number) =>
    results.reduce((sum, result) => sum + count(result), 0)
  const cut = results.find((result) => result.cut !== undefined)?.cut
  const histogramOf = (of: (result: RangeResult) => Histogram) => mergeHistograms(results.map(of))
  return {
    schedules: sumOf(({ schedules }) => schedules),
    complete: results.every(({ complete }) => complete),
    ...(cut === undefined ? {} : { cut }),
    findings: one.findings.map((_, at) =>
      mergeFindings(results.map(({ findings }) => defined(findings[at], 'a finding per property'))),
    ),
    seen: mergeSeen(results.map(({ seen }) => seen)),
    coverage: sumCoverage(results.map(({ coverage }) => coverage)),
    commitsMax: Math.max(...results.map(({ commitsMax }) => commitsMax)),
    records: sumOf(({ records }) => records),
    lost: histogramOf(({ lost }) => lost),
    duplicated: histogramOf(({ duplicated }) => duplicated),
    reprocessed: histogramOf(({ reprocessed }) => reprocessed),
    commitRequests: histogramOf(({ commitRequests }) => commitRequests),
    rejoins: histogramOf(({ rejoins }) => rejoins),
    rebalances: histogramOf(({ rebalances }) => rebalances),
    restarts: histogramOf(({ restarts }) => restarts),
    consumerRestarts: histogramOf(({ consumerRestarts }) => consumerRestarts),
    consumerDeaths: histogramOf(({ consumerDeaths }) => consumerDeaths),
  }
}

function mergeFindings(parts: readonly RangeFinding[]): RangeFinding {
  return {
    violations: parts.reduce((sum, { violations }) => sum + violations, 0),
    notApplicable: parts.find(({ notApplicable }) => notApplicable !== null)?.notApplicable ?? null,
    starts: mergeStarts(parts.flatMap(({ starts }) => starts)),
  }
}

/** As `addStart` would have left them: of those that are alike the first, and only the calmest. */
function mergeStarts(starts: readonly Start[]): Start[] {
  return [...starts]
    .sort((a, b) => a.unrest - b.unrest || a.schedule - b.schedule)
    .filter(({ unrest }, at, sorted) => at === 0 || sorted[at - 1]?.unrest !== unrest)
    .slice(0, startsMax)
}

function mergeSeen(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const seen: Record<string, number> = {}
  for (const part of parts) {
    for (const [name, count] of Object.entries(part)) seen[name] = (seen[name] ?? 0) + count
  }
  return seen
}

function mergeHistograms(parts: readonly Histogram[]): Histogram {
  const length = Math.max(...parts.map(({ counts }) => counts.length))
  const countOf = (value: number) =>
    parts.reduce((sum, { counts }) => sum + (counts[value] ?? 0), 0)
  return {
    counts: Array.from({ length }, (_, value) => countOf(value)),
    total: parts.reduce((sum, { total }) => sum + total, 0),
  }
}
