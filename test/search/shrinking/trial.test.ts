import { describe, expect, it } from 'vitest'
import { createRecording, faultEntry } from '../../../src/search/schedules/recording.ts'
import {
  calmnessOf,
  compareTrials,
  held,
  isCalmer,
  isLoneFault,
  type Trial,
  undecided,
  upsets,
} from '../../../src/search/shrinking/trial.ts'

const crash = faultEntry('crash')
const join = faultEntry('join')

function trial(story: number, list: readonly number[], details: readonly number[] = []): Trial {
  const recording = createRecording()
  for (const [at, entry] of list.entries()) {
    if (entry === 0) continue
    recording.positions.push(at)
    recording.entries.push(entry)
  }
  recording.details.push(...details)
  return { recording, stories: [story] }
}

describe('compareTrials', () => {
  const ascending: readonly [string, Trial][] = [
    ['no fault, however long', trial(90, [0, 0, 3, 2])],
    ['one fault, undecided until the end', trial(undecided, [0, crash])],
    ['a fault and a disturbance', trial(10, [1, crash])],
    ['the same in a longer story', trial(11, [1, crash])],
    ['a longer path', trial(11, [1, 0, crash])],
    ['a later fault in the list of faults', trial(11, [1, 0, join])],
    ['a larger disturbance', trial(11, [2, 0, join])],
    ['a later disturbance', trial(11, [0, 2, join])],
    ['two faults', trial(5, [crash, crash])],
  ]

  it('orders stories by faults, disturbances, events, length, size and lateness', () => {
    for (const [i, [name, a]] of ascending.entries()) {
      for (const [j, [other, b]] of ascending.entries()) {
        const sign = Math.sign(compareTrials(a, b, 0))
        expect([name, other, sign]).toEqual([name, other, Math.sign(i - j)])
      }
    }
  })

  it('takes a trial that held for no story at all', () => {
    const calm = trial(held, [])
    const loud = trial(7, [crash, crash])
    expect(isCalmer(calm, loud, 0)).toBe(false)
    expect(isCalmer(trial(7, [crash]), loud, 0)).toBe(true)
    expect(isCalmer(loud, loud, 0)).toBe(false)
  })
})

describe('upsets', () => {
  it('counts faults and disturbances, and no details of faults', () => {
    const { recording } = trial(1, [0, 2, crash, 1, 3, 0, 1, join, 1], [3, 4, 8])
    expect(calmnessOf(recording)).toMatchObject({ faults: 2, disturbances: 2, length: 9 })
    expect(upsets(recording)).toBe(4)
  })
})

describe('isLoneFault', () => {
  it('is a fault with its details and nothing else', () => {
    const lone = (list: readonly number[], details: readonly number[] = []) =>
      isLoneFault(trial(1, list, details).recording)
    expect(lone([0, crash, 0, 3], [2, 3])).toBe(true)
    expect(lone([0, crash, 0, 3], [2])).toBe(false)
    expect(lone([0, crash, join])).toBe(false)
    expect(lone([0, 2])).toBe(false)
    expect(lone([])).toBe(false)
  })
})
