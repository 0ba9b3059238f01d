import { expect, test } from 'vitest'
import { againstText } from '../../../src/report/tables/against-text.ts'
import { meanDirection, shareDirection } from '../../../src/report/tables/clear-difference.ts'
import type { UnitResult } from '../../../src/search/planning/plan.ts'
import type { Figure } from '../../../src/search/verdicts/comparison.ts'
import { cell, comparison, loss } from '../fixtures.ts'

const none: Figure = { mean: 0, p50: 0, p99: 0, max: 0, ci95: [0, 0] }
const about = (mean: number, margin: number): Figure => ({
  ...none,
  mean,
  ci95: [mean - margin, mean + margin],
})
const search = { mode: 'random', schedules: 2000, complete: true } as const

/** One search: under that fault so many are repeated, and so many schedules repeat some. */
function result(fault: string, repeated: Figure, breaks: number): UnitResult {
  const [first] = comparison.statistics
  if (first === undefined) throw new Error('no statistics')
  const broken = { verdict: 'violated', counterexample: loss } as const
  const one = cell({ fault, property: 'at-most-once', search, ...(breaks > 0 ? broken : {}) })
  const { settings } = one
  return {
    cells: [one],
    statistics: { ...first, fault, settings, schedules: 2000, lost: none, reprocessed: repeated },
    sometimes: null,
    violations: { 'at-most-once': breaks },
  }
}
const told = (before: readonly UnitResult[], after: readonly UnitResult[]) =>
  againstText(before, after, './before.ts', '42')

test('a sign that changes, and a number that falls behind the same sign', () => {
  const text = told(
    [result('crash', about(2.23, 0.2), 700), result('join', about(2.23, 0.2), 700)],
    [result('crash', none, 0), result('join', about(0.5, 0.1), 200)],
  )
  expect(text).toContain('Against ./before.ts: better in 2 rows, worse in no row.')
  expect(text).toContain(
    'Better:\n\n' +
      '  crash  2.23 repeated a run before, 0.00 now; at-most-once ✗ → ○ (700 → 0 of 2000)\n' +
      '  join   2.23 repeated a run before, 0.50 now; at-most-once ✗ (700 → 200 of 2000)',
  )
  expect(text).not.toMatch(/Worse|No clear/)
})

test('what got worse, and what only chance may have moved', () => {
  const text = told(
    [result('crash', none, 0), result('join', about(2.2, 0.2), 3), result('pause', none, 0)],
    [
      result('crash', about(1, 0.1), 90),
      result('join', about(2, 0.2), 0),
      result('pause', none, 0),
    ],
  )
  expect(text).toContain(
    'Worse:\n\n  crash  0.00 repeated a run before, 1.00 now; at-most-once ○ → ✗',
  )
  expect(text).toContain(
    'No clear difference (the spread of the samples is as large):\n\n' +
      '  join   2.20 repeated a run before, 2.00 now; at-most-once ✗ → ○ (3 → 0 of 2000)',
  )
  expect(text).toMatch(/The same in both: pause\.$/)
})

test('a blank is neither better nor worse', () => {
  const before = result('crash', none, 10)
  const blank = cell({ property: 'at-most-once', verdict: 'vacuous', reason: 'no commits' })
  const after = { cells: [blank], statistics: null, sometimes: null }
  expect(told([before], [after])).toMatch(
    /no clear difference\.[\s\S]*Not comparable .*:\n\n {2}crash {2}at-most-once ✗ → blank$/,
  )
})

test('the spread decides, and few schedules decide nothing', () => {
  const of = 2000
  expect(shareDirection({ count: 3, of }, { count: 0, of })).toBe(0)
  expect(shareDirection({ count: 30, of }, { count: 0, of })).toBe(-1)
  expect(shareDirection({ count: 0, of: 10 }, { count: 10, of: 10 })).toBe(0)
  expect(shareDirection({ count: of, of }, { count: of, of })).toBe(0)
  expect(meanDirection(about(1, 0.3), about(2, 0.3), of)).toBe(1)
  expect(meanDirection(about(1, 0.3), about(1.8, 0.3), of)).toBe(0)
  expect(meanDirection(about(1, 0.3), about(2, 0.3), 20)).toBe(0)
  expect(meanDirection(none, about(2, 0.1), 19)).toBe(0)
})
