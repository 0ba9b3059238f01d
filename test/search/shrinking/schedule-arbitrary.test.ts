import { expect, test } from 'vitest'
import { ScheduleArbitrary } from '../../../src/search/shrinking/schedule-arbitrary.ts'
import type { Trial } from '../../../src/search/shrinking/trial.ts'
import type { Trials } from '../../../src/search/shrinking/trials.ts'

const length = 300

/** A trial whose every choice is another than 0: there are thousands of edits. */
const trial: Trial = {
  recording: {
    count: length,
    positions: Array.from({ length }, (_, i) => i),
    choices: new Array<number>(length).fill(3),
    entries: new Array<number>(length).fill(3),
    bounds: new Array<number>(length).fill(5),
    details: [],
    detailBounds: [],
  },
  stories: [7],
}

/** How often a list of edited entries is looked up before shrinking ends with nothing. */
function looksWhenSpent(knowsCalmer: boolean): number {
  let looks = 0
  const known = () => {
    looks++
    return undefined
  }
  const trials = { known, knowsCalmer: () => knowsCalmer, best: () => trial, moments: [] }
  const shrinking = {
    ...{ trials: trials as unknown as Trials, property: 0, faults: [] },
    ...({ lone: 'none', polish: false, from: null, isExhausted: () => true } as const),
  }
  const schedule = { seed: 0, entries: null, trial }
  const values = [...new ScheduleArbitrary(shrinking).shrink(schedule, undefined)]
  expect(values).toEqual([])
  return looks
}

test('an exhausted shrinking ends at once, unless something calmer may come yet', () => {
  expect(looksWhenSpent(false)).toBe(1)
  expect(looksWhenSpent(true)).toBeGreaterThan(length)
})
