import { describe, expect, it } from 'vitest'
import { count, createHistogram, figureOf } from '../../../src/search/verdicts/statistics.ts'

function figure(values: readonly number[]) {
  const histogram = createHistogram()
  for (const value of values) count(histogram, value)
  return figureOf(histogram)
}

describe('figureOf', () => {
  it('gives mean, percentiles and the interval of the mean', () => {
    // Sample deviation of 1..5 is sqrt(2.5); 1.96 * sqrt(2.5 / 5) = 1.3859.
    expect(figure([3, 1, 5, 2, 4])).toEqual({
      mean: 3,
      p50: 3,
      p99: 5,
      max: 5,
      ci95: [1.6141, 4.3859],
    })
  })

  it('takes the nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i < 99 ? 0 : 7))
    expect(figure(values)).toMatchObject({ p50: 0, p99: 0, max: 7 })
    expect(figure([...values, 7])).toMatchObject({ p50: 0, p99: 7, max: 7 })
  })

  it('never lets the interval go below zero', () => {
    expect(figure([0, 0, 0, 1]).ci95[0]).toBe(0)
  })

  it('tells of one schedule and of none', () => {
    expect(figure([2])).toEqual({ mean: 2, p50: 2, p99: 2, max: 2, ci95: [2, 2] })
    expect(figure([])).toEqual({ mean: 0, p50: 0, p99: 0, max: 0, ci95: [0, 0] })
  })
})
