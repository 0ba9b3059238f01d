/** Exploring in ranges, in any order and anywhere, must be exploring in one go. */
import { expect, test } from 'vitest'
import { rangesOf, wideRanges } from '../../../src/search/planning/search-tasks.ts'
import { mergeRanges } from '../../../src/search/random/merge-explorations.ts'
import {
  concludeSearch,
  exploreRange,
  prepareSearch,
  type RandomSearch,
  searchRandom,
} from '../../../src/search/random/random-search.ts'
import {
  type ScheduleRange,
  seededRanges,
  streamSchedules,
} from '../../../src/search/schedules/schedule-range.ts'
import { toyAtLeastOnce, toyAtMostOnce, toyRunner, toyScenario, toyStrategy } from '../toy.ts'

const request: RandomSearch = {
  strategy: toyStrategy,
  scenario: toyScenario(['crash', 'commit-lost']),
  seed: '42/toy/crash+commit-lost/',
  schedules: 300,
  properties: [toyAtLeastOnce, toyAtMostOnce],
  sometimes: [],
  runner: toyRunner,
}

const numbersOf = (ranges: readonly ScheduleRange[]): readonly number[] =>
  ranges.flatMap(({ first, schedules }) => Array.from({ length: schedules }, (_, i) => first + i))

test('ranges hold every schedule once, whatever their size', () => {
  const service = { name: 's', claims: 'at-least-once', service: 's.ts' } as const
  expect(rangesOf(toyStrategy, 4001).map(({ schedules }) => schedules)).toEqual([2000, 2000, 1])
  expect(rangesOf(service, 320).map(({ schedules }) => schedules)).toEqual([150, 150, 20])
  expect(rangesOf(toyStrategy, 0)).toEqual([{ first: 0, schedules: 0 }])
  for (const parts of [1, 2, 3, 7, 100]) {
    const wide = wideRanges(toyStrategy, 9001, parts)
    expect(wide.length).toBeLessThanOrEqual(parts)
    expect(numbersOf(wide)).toEqual(Array.from({ length: 9001 }, (_, i) => i))
  }
})

test('a range is cut where another stream of seeds begins', () => {
  const seeded = seededRanges(7, { first: streamSchedules - 10, schedules: streamSchedules + 20 })
  expect(seeded.map(({ first, skip, schedules }) => [first, skip, schedules])).toEqual([
    [streamSchedules - 10, streamSchedules - 10, 10],
    [streamSchedules, 0, streamSchedules],
    [2 * streamSchedules, 0, 10],
  ])
  expect(new Set(seeded.map(({ seed }) => seed)).size).toBe(3)
  expect(seeded[0]?.seed).toBe(7)
})

test.each([[[300]], [[1, 299]], [[100, 100, 100]], [[7, 50, 43, 200]]])(
  'explored as %j schedules, a search gives the same result',
  (sizes) => {
    const prepared = prepareSearch(request)
    let first = 0
    const ranges = sizes.map((schedules) => {
      first += schedules
      return { first: first - schedules, schedules }
    })
    // In reverse, and as a machine would send it.
    const results = ranges.map((range) => exploreRange(prepared, range)).reverse()
    const sent = JSON.parse(JSON.stringify(results)) as typeof results
    expect(concludeSearch(prepareSearch(request), sent)).toEqual(searchRandom(request))
  },
)

test('merging some first makes no difference', () => {
  const prepared = prepareSearch(request)
  const range = (first: number) => exploreRange(prepared, { first, schedules: 100 })
  const [a, b, c] = [range(0), range(100), range(200)]
  expect(mergeRanges([mergeRanges([c, a]), b])).toEqual(mergeRanges([a, mergeRanges([b, c])]))
  expect(mergeRanges([a, b]).schedules).toBe(200)
  expect(mergeRanges([a, b]).lost.total).toBe(a.lost.total + b.lost.total)
  expect(mergeRanges([a, b])).not.toEqual(mergeRanges([a, c]))
})

test('what a later stream found is found again to be shrunk', () => {
  const prepared = prepareSearch(request)
  const late = exploreRange(prepared, { first: streamSchedules - 20, schedules: 60 })
  const [lost] = concludeSearch(prepared, [late]).findings
  expect(lost?.counterexample?.path).toBe('0.3')
  const numbers = late.findings.flatMap(({ starts }) => starts.map(({ schedule }) => schedule))
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(streamSchedules - 20)
  expect(Math.max(...numbers)).toBeGreaterThanOrEqual(streamSchedules)
})

test('a deadline leaves the rest of a range out, and says so', () => {
  let looks = 0
  const prepared = prepareSearch({ ...request, deadline: () => looks++ > 2 })
  const cut = exploreRange(prepared, { first: streamSchedules - 40, schedules: 100 })
  expect(cut).toMatchObject({ complete: false, schedules: 48 - 8 + 0 })
})
