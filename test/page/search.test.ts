/** What the search above the matrix finds besides names, in the committed comparison. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packPage } from '../../src/cli/page/pack-page.ts'
import { readComparison } from '../../src/cli/review/read-comparison.ts'
import { candidatesOf } from '../../src/page/matrix/meant.ts'
import { rowsOf } from '../../src/page/matrix/rows.ts'
import { openReport } from '../../src/page/open-report.ts'
import { usualFilter } from '../../src/page/route.ts'
import { buildReview } from '../../src/report/review/build-review.ts'
import type { ReviewWords } from '../../src/report/review/words.ts'
import { strategies } from '../../src/strategies/all.ts'
import { words } from './small-page.ts'

const root = join(import.meta.dirname, '../..')
const comparison = readComparison('reports/comparison.json', root)
const uses: ReviewWords['uses'] = new Map(
  strategies.map(({ strategy }) => [strategy.name, strategy.uses ?? []]),
)
const review = buildReview(comparison, { ...words, uses }, null, new Map())
const extras = { reproduce: '', measurements: [], shortest: [], stories: [] }
const report = openReport(packPage(review, extras))
const rowsFor = (text: string): readonly string[] =>
  rowsOf(report, { ...usualFilter, text }).map(
    ({ strategy }) => report.data.strategies[strategy]?.name ?? '',
  )

test('a payment leads to what loses rather than repeats, and to what does neither', () => {
  expect(rowsFor('payment')).toContain('commit-sync-before-processing')
  expect(rowsFor('payment')).toContain('external-store-atomic')
  const { strategies: entries } = report.data
  const found = [...candidatesOf(report, 'payment')].flatMap((at) => entries[at] ?? [])
  // Nothing of Spring promises that: what is left there is an effect that may be repeated.
  const others = found.filter(({ family }) => family !== 'spring-kafka')
  expect(others.length).toBeGreaterThan(3)
  expect(others.filter(({ claims }) => claims === 'at-least-once')).toEqual([])
  expect(others.length).toBeLessThan(found.length)
})

test('faults find what they break, settings of all runs find all', () => {
  expect(rowsFor('crash')).toContain('commit-sync-before-processing')
  expect(rowsFor('crash')).not.toContain('external-store-atomic')
  expect(rowsFor('max.poll.interval.ms')).toHaveLength(comparison.strategies.length)
  expect(rowsFor('max.poll.nothing')).toEqual([])
})
