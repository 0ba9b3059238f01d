import { expect, test } from 'vitest'
import {
  leastSearched,
  missLine,
  missRate,
  signLines,
} from '../../../src/report/tables/not-found.ts'
import { cell } from '../fixtures.ts'

const searched = (schedules: number) => ({ mode: 'random' as const, schedules, complete: true })

test.each([
  [3, '100 %'],
  [100, '3 %'],
  [250, '1.2 %'],
  [2000, '0.15 %'],
])('none in %d schedules means that at most %s break it', (schedules, rate) => {
  expect(missRate(schedules)).toBe(rate)
})

test('a table says how few its least searched cell rests on', () => {
  const cells = [
    cell({ verdict: 'not-found', search: searched(250) }),
    cell({ verdict: 'not-found', search: searched(100) }),
    cell({ verdict: 'violated', search: searched(7) }),
  ]
  expect(leastSearched(cells)).toBe(100)
  expect(signLines(cells).at(-1)).toBe(
    '○ none in 100 schedules or more. Of such schedules at most 3 % break it (95 %).',
  )
})

test('where all is proved or broken nothing is said of chance', () => {
  const cells = [cell({ verdict: 'holds' }), cell({ verdict: 'violated' })]
  expect(leastSearched(cells)).toBe(0)
  expect(signLines(cells)).toHaveLength(2)
  expect(missLine(0)).toBe('')
})
