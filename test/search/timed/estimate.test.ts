import { expect, test } from 'vitest'
import { stream } from '../../../src/search/schedules/streams.ts'
import {
  constant,
  type Distribution,
  exponential,
  lognormal,
  meanOf,
  sample,
  uniform,
} from '../../../src/search/timed/distribution.ts'
import { combined, mean, ratio, sectioned, studentT } from '../../../src/search/timed/estimate.ts'
import {
  addLag,
  createLagHistogram,
  lagAt,
  mergeLags,
} from '../../../src/search/timed/lag-histogram.ts'

test('Student’s t is that of the tables', () => {
  const table = { 1: 12.706, 4: 2.776, 5: 2.571, 7: 2.365, 15: 2.131, 30: 2.042, 120: 1.98 }
  for (const [degrees, t] of Object.entries(table)) {
    expect(Math.abs(studentT(Number(degrees)) - t)).toBeLessThan(0.004)
  }
})

test('a mean has the interval of the textbook', () => {
  // 1 to 5: deviation 1.5811, standard error 0.7071, t of 4 degrees 2.7764.
  const of = mean([1, 2, 3, 4, 5])
  expect(of?.value).toBe(3)
  expect(of?.halfWidth).toBeCloseTo(2.7764 / Math.sqrt(2), 3)
  expect(mean([7])?.halfWidth).toBe(Number.POSITIVE_INFINITY)
  expect(mean([])).toBeNull()
})

test('a ratio is that of the sums; what was never seen has the bound of three', () => {
  const pairs = [
    { y: 1, x: 10 },
    { y: 3, x: 10 },
  ]
  expect(ratio(pairs)).toMatchObject({ value: 0.2, neverSeen: false })
  expect(ratio(pairs.map(({ x }) => ({ y: 0, x })))).toMatchObject({
    value: 0,
    halfWidth: 0.15,
    neverSeen: true,
  })
  expect(ratio([{ y: 1, x: 0 }])).toBeNull()
})

test('a weighted sum leaves the bounds of what was never seen out of its interval', () => {
  const known = mean([1, 2, 3, 4, 5])
  const never = mean([0, 0])
  if (known === null || never === null) throw new Error('both are figures')
  const sum = combined([
    { weight: 2, of: known },
    { weight: 1, of: never },
  ])
  expect(sum?.value).toBe(6)
  expect(sum?.halfWidth).toBeCloseTo(2 * known.halfWidth, 9)
  expect(combined([{ weight: 1, of: never }])).toMatchObject({ halfWidth: 1.5, neverSeen: true })
})

test('nineteen of twenty intervals hold the truth', () => {
  const draw = stream(5, 0)
  let held = 0
  for (let i = 0; i < 1000; i++) {
    const of = mean(Array.from({ length: 12 }, () => sample(exponential(3), draw)))
    if (of !== null && Math.abs(of.value - 3) <= of.halfWidth) held++
  }
  // Exponential and few: a little below 95 %, as theory has it.
  expect(held).toBeGreaterThan(890)
  expect(held).toBeLessThan(970)
})

test('percentiles are right to half a percent, also of several histograms together', () => {
  const [low, high] = [createLagHistogram(), createLagHistogram()]
  for (let i = 1; i <= 1000; i++) addLag(i <= 500 ? low : high, i)
  mergeLags(low, high)
  for (const share of [0.5, 0.95, 0.99]) {
    expect(Math.abs(lagAt(low, share) / (1000 * share) - 1)).toBeLessThan(0.005)
  }
  expect(low).toMatchObject({ total: 1000, sum: 500_500 })
  expect(lagAt(createLagHistogram(), 0.5)).toBe(0)
  expect(sectioned(10, [9, 11])?.value).toBe(10)
})

test.each<[Distribution]>([[constant(4)], [uniform(1, 5)], [exponential(4)], [lognormal(4, 0.5)]])(
  '%j: the mean is that of its samples',
  (of) => {
    const draw = stream(11, 3)
    let sum = 0
    for (let i = 0; i < 20_000; i++) sum += sample(of, draw)
    expect(Math.abs(sum / 20_000 / meanOf(of) - 1)).toBeLessThan(0.02)
  },
)
