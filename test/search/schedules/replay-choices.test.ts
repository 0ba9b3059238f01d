import { describe, expect, it } from 'vitest'
import type { Question } from '../../../src/model/choices.ts'
import type { FaultName } from '../../../src/model/faults/all.ts'
import {
  choicesOf,
  delayEntry,
  entriesOf,
  faultEntry,
} from '../../../src/search/schedules/recording.ts'
import { ReplayChoices } from '../../../src/search/schedules/replay-choices.ts'

const crash = faultEntry('crash')

function step(ordinary: number, faults: readonly FaultName[], possible = true): Question {
  return { about: 'step', ordinary, faults, delays: 0, happened: 0, possible: () => possible }
}

const none = { ordinary: 0, faults: [], delays: 0, happened: 0, possible: () => false }
const detail: Question = { about: 'fault-detail', ...none }

describe('a delay', () => {
  it('is an option behind the faults, and keeps its meaning where there are others', () => {
    const asked = { ...step(2, ['crash']), delays: 1 }
    const choices = new ReplayChoices([3], 'choices')
    expect(choices.choose(4, asked)).toBe(3)
    expect(entriesOf(choices.recording)).toEqual([delayEntry])
    const again = new ReplayChoices([delayEntry], 'entries')
    expect(again.choose(6, { ...step(5, []), delays: 1 })).toBe(5)
    const none = new ReplayChoices([delayEntry], 'entries')
    expect(none.choose(5, step(5, []))).toBe(0)
    expect(none.misfitAt).toBe(0)
  })
})

describe('ReplayChoices', () => {
  it('answers from the list, then 0, and records what was taken', () => {
    const choices = new ReplayChoices([0, 3, 2, 1], 'choices')
    const answers = [
      choices.choose(2, step(2, [])),
      choices.choose(4, step(2, ['join', 'crash'])),
      choices.choose(3, detail),
      choices.choose(2, step(2, [])),
      choices.choose(2, step(2, [])),
    ]
    expect(answers).toEqual([0, 3, 2, 1, 0])
    expect(choices.recording.count).toBe(5)
    expect(choicesOf(choices.recording)).toEqual([0, 3, 2, 1])
    expect(entriesOf(choices.recording)).toEqual([0, crash, 2, 1])
    expect(choices.recording.details).toEqual([2])
    expect(choices.misfitAt).toBe(-1)
  })

  it('finds a fault by its name, however many ordinary actions there are', () => {
    const choices = new ReplayChoices([crash, crash], 'entries')
    expect(choices.choose(5, step(4, ['crash']))).toBe(4)
    expect(choices.choose(4, step(2, ['join', 'crash']))).toBe(3)
  })

  it('answers 0 to what does not fit, and says where', () => {
    const choices = new ReplayChoices([0, 4, 7], 'choices')
    expect([1, 4, 8].map((bound) => choices.choose(bound, detail))).toEqual([0, 0, 7])
    expect(choices.misfitAt).toBe(1)
  })

  it.each([
    ['a fault that cannot strike now', crash, step(1, ['crash'], false)],
    ['a fault that is not allowed', crash, step(1, ['join'])],
    ['a fault where a detail is asked', crash, detail],
    ['an ordinary action that would be a fault', 1, step(1, ['crash'])],
  ])('reading entries, answers 0 to %s', (_what, entry, question) => {
    expect(new ReplayChoices([entry], 'entries').choose(2, question)).toBe(0)
  })

  it('reading choices, takes a fault by its number', () => {
    const choices = new ReplayChoices([1], 'choices')
    expect(choices.choose(2, step(1, ['crash']))).toBe(1)
    expect(entriesOf(choices.recording)).toEqual([crash])
  })
})
