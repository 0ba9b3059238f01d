/** How long it takes to shrink one counterexample as if it were the only one, in milliseconds. */
import { performance } from 'node:perf_hooks'
import { properties } from '../properties/all.ts'
import { claimedEffort, shrink } from '../search/shrinking/shrink.ts'
import { Trials } from '../search/shrinking/trials.ts'
import { benchCell, exploreCell } from './cells.ts'

/** Cells with counterexamples of all kinds: short and long, of one fault and of several. */
const cells: readonly (readonly [string, string])[] = [
  ['auto-commit', 'crash'],
  ['auto-commit-worker-threads', 'crash'],
  ['auto-commit-close-in-finally', 'handler-error'],
  ['commit-sync-before-processing', 'crash'],
  ['commit-sync-after-batch', 'crash+join+commit-refused'],
  ['commit-sync-mid-batch', 'crash'],
  ['commit-async-retry-in-callback', 'commit-lost'],
  ['commit-highest-seen', 'crash'],
  ['external-store-on-revoke', 'pause'],
  ['external-store-atomic-unguarded', 'pause'],
  ['transaction-abort-without-rewind', 'commit-refused'],
  ['spring-record', 'crash+join'],
  ['spring-manual-out-of-order', 'crash'],
  ['spark-commit-async-before-output', 'crash'],
]

const schedules = 500

/** The slowest of all counterexamples in these cells; the first pass warms up. */
export function slowestShrink(): number {
  return [0, 1].map(() => Math.max(...cells.map(slowestOf))).at(-1) ?? 0
}

function slowestOf([strategy, fault]: readonly [string, string]): number {
  const cell = benchCell(strategy, fault)
  const { findings } = exploreCell(cell, 1, schedules)
  let slowest = 0
  findings.forEach(({ starts }, property) => {
    if (starts.length === 0) return
    const schedules = starts.map(({ schedule }) => schedule)
    const start = performance.now()
    const trials = new Trials(cell.subject, properties)
    const effort = claimedEffort
    shrink({ trials, ranges: cell.ranges, seed: 1, property, effort }, schedules)
    slowest = Math.max(slowest, performance.now() - start)
  })
  return slowest
}
