import { expect, test } from 'vitest'
import {
  askToStop,
  beginSchedule,
  beginTask,
  createBeat,
  createStop,
  isRunning,
  lastRun,
  recorded,
  stopReason,
} from '../../../src/cli/workers/beat.ts'
import type { Choices } from '../../../src/model/choices.ts'
import { worldQuestion } from '../../../src/model/choices.ts'

const counting = (): Choices => {
  let next = 0
  return { choose: () => next++, takesDefault: () => next > 2 }
}

test('shows what was chosen in a run while it goes on, defaults as 0', () => {
  const beat = createBeat(createStop())
  beginTask(beat)
  beginSchedule(beat, 7)
  recorded(beat, counting(), (choices) => {
    for (let i = 0; i < 3; i++) choices.choose(9, worldQuestion)
    expect(choices.takesDefault?.(worldQuestion)).toBe(true)
    expect(isRunning(beat)).toBe(true)
    expect(lastRun(beat)).toEqual({ schedule: 7, choices: [0, 1, 2, 0] })
  })
  expect(isRunning(beat)).toBe(false)
  expect(lastRun(beat)).toEqual({ schedule: 7, choices: null })
})

test('a default that is not taken is no choice, and choices without defaults have none', () => {
  const beat = createBeat(createStop())
  recorded(beat, counting(), (choices) => {
    expect(choices.takesDefault?.(worldQuestion)).toBe(false)
    expect(lastRun(beat).choices).toEqual([])
  })
  recorded(beat, { choose: () => 4 }, (choices) => {
    expect(choices.takesDefault).toBeUndefined()
    expect(choices.choose(5, worldQuestion)).toBe(4)
    expect(lastRun(beat).choices).toEqual([4])
  })
})

test('the first reason to stop stays', () => {
  const stop = createStop()
  expect(stopReason(stop)).toBeNull()
  askToStop(stop, 'interrupt')
  askToStop(stop, 'time')
  expect(stopReason(stop)).toBe('interrupt')
})
