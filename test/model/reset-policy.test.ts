import { expect, test } from 'vitest'
import { durationOf, isResetPolicy } from '../../src/model/reset-policy.ts'

test.each([
  ['PT0S', 0],
  ['PT5S', 5000],
  ['PT0.25S', 250],
  ['PT1,5s', 1500],
  ['pt1m', 60_000],
  ['P1DT2H3M4.5S', 93_784_500],
  ['P2D', 172_800_000],
  ['PT1H-30M', 1_800_000],
  ['-PT-1S', 1000],
  ['PT1.-5S', null],
  ['P', null],
  ['PT', null],
  ['P1DT', null],
  ['P1Y', null],
  ['P1W', null],
  ['-PT1S', null],
  ['PT-1S', null],
  ['5m', null],
  ['', null],
])('by_duration:%s', (text, ms) => {
  expect(durationOf(`by_duration:${text}`)).toBe(ms)
  expect(isResetPolicy(`by_duration:${text}`)).toBe(ms !== null)
})

test('what goes by no duration', () => {
  for (const policy of ['earliest', 'latest', 'none']) {
    expect(durationOf(policy)).toBe(null)
    expect(isResetPolicy(policy)).toBe(true)
  }
  for (const other of ['by_duration', 'nearest', '', 3, null])
    expect(isResetPolicy(other)).toBe(false)
})
