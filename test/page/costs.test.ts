/** The picture of costs: what is on the front, and which names find a place. */
import { expect, test } from 'vitest'
import { packPage } from '../../src/cli/page/pack-page.ts'
import { openReport } from '../../src/page/open-report.ts'
import { type Cost, costsOf, frontOf } from '../../src/page/plots/costs.ts'
import { placeLabels } from '../../src/page/plots/place-labels.ts'
import { smallReview } from './small-page.ts'

const extras = { reproduce: '', measurements: [], shortest: [], stories: [] }
const report = openReport(packPage(smallReview(), extras))

test('costs leave disasters out', () => {
  const [first, second] = costsOf(report, [0, 1, 2])
  // Of none and crash; retention is the third column.
  expect(first).toMatchObject({ strategy: 0, lost: 0, duplicated: 0.375, commits: 5 })
  expect(second).toMatchObject({ strategy: 1, lost: 0.75, duplicated: 0 })
  expect(costsOf(report, [2])).toHaveLength(3)
})

const cost = (strategy: number, lost: number, duplicated: number): Cost => ({
  ...{ strategy, lost, duplicated, reprocessed: 0, commits: 0 },
})

test('the front has what nothing is better than in both, the fewest losses first', () => {
  const [safe, sparse, worse] = [cost(0, 0, 2), cost(1, 1, 0), cost(2, 1, 3)]
  expect(frontOf(report, [sparse, worse, safe])).toEqual([safe, sparse])
  expect(frontOf(report, [cost(0, 0, 0), sparse, worse])).toEqual([cost(0, 0, 0)])
})

test('names do not cover one another; the first has the first choice', () => {
  const at = (text: string) => ({ x: 100, y: 100, text, strong: false })
  const placed = placeLabels(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(at), 400)
  expect(placed[0]).toMatchObject({ text: 'a', left: 109, baseline: 104 })
  expect(new Set(placed.map(({ left, baseline }) => `${left} ${baseline}`)).size).toBe(
    placed.length,
  )
  expect(placed.length).toBeLessThan(7)
})
