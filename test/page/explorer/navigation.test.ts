import { expect, test } from 'vitest'
import { type Detail, visibleSteps } from '../../../src/page/explorer/detail.ts'
import { clampStep, moved, moveOfKey } from '../../../src/page/explorer/navigation.ts'
import { tracedStory } from '../../report/explorer/traced.ts'
import { arrow, step, storyOf } from './stories.ts'

const steps = Array.from({ length: 30 }, (_, index) => step({ marked: index % 10 === 4 }))
const story = storyOf(steps)
const even = steps.flatMap((_, index) => (index % 2 === 0 ? [index] : []))

test.each([
  ['ArrowDown', 4, 6],
  ['ArrowRight', 28, 28],
  ['ArrowUp', 4, 2],
  ['ArrowLeft', 0, 0],
  ['Home', 12, 0],
  ['End', 12, 28],
  ['PageDown', 2, 22],
  ['PageUp', 2, 0],
  ['n', 4, 14],
  ['n', 24, 24],
  ['p', 14, 4],
  ['p', 4, 4],
])('%s leads from step %i to step %i', (key, from, to) => {
  const move = moveOfKey(key)
  expect(move).not.toBeNull()
  if (move !== null) expect(moved(story, even, from, move)).toBe(to)
})

test('other keys lead nowhere', () => {
  expect([moveOfKey('x'), moveOfKey('toString'), moveOfKey('Tab')]).toEqual([null, null, null])
})

test('a step that does not exist is taken as the nearest', () => {
  const asked = [-3, 7.9, 99, Number.NaN]
  expect(asked.map((number) => clampStep(story, number))).toEqual([0, 7, 29, 0])
  expect(clampStep(storyOf([]), 5)).toBe(0)
})

const key: Detail = { every: false, routine: false }
const all: Detail = { every: true, routine: true }

test('what is hidden can be shown, and the current step is never hidden', () => {
  const told = tracedStory('commit-sync-before-processing', 'crash', 'at-least-once', '0x30.4')
  const { steps: real } = told.story
  expect(visibleSteps(told.story, all, 0)).toEqual(real.map((_, index) => index))
  const few = visibleSteps(told.story, key, 0)
  for (const [index, { marked, why, event }] of real.entries()) {
    if (marked || why !== null || event?.kind === 'fault') expect(few).toContain(index)
  }
  expect(few.length).toBeLessThan(real.length / 2)
  const routine = real.findIndex((each) => each.routine)
  expect(few).not.toContain(routine)
  expect(visibleSteps(told.story, key, routine)).toContain(routine)
})

test('a message is shown where it is lost, late, refused or a commit', () => {
  const parts = ['sent', 'taken', 'answered', 'arrived'] as const
  const shown = (given: Parameters<typeof arrow>[0]) => {
    const messages = parts.map((part) => step({ message: { arrow: 0, part } }))
    const made = storyOf([step(), ...messages], { arrows: [arrow({ api: 'SyncGroup', ...given })] })
    return visibleSteps(made, key, 0).flatMap((at) => parts[at - 1] ?? [])
  }
  const whole = { taken: 2, answered: 3, arrived: 4, answer: 'NONE' } as const
  expect(shown(whole)).toEqual([])
  expect(shown({ ...whole, api: 'OffsetCommit' })).toEqual(['sent', 'taken', 'arrived'])
  expect(shown({ ...whole, late: true })).toEqual(['sent', 'taken'])
  expect(shown({ ...whole, answer: 'UNKNOWN_MEMBER_ID' })).toEqual(['arrived'])
})
