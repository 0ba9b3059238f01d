import { expect, test } from 'vitest'
import { recordGroups } from '../../../src/page/explorer/record-groups.ts'
import { gapText, requestWords, sayingOf } from '../../../src/page/explorer/saying.ts'
import { wrap } from '../../../src/page/explorer/wrap.ts'
import { arrow, eventStep, step, storyOf } from './stories.ts'

test('text is broken between words, and within those that are longer than a line', () => {
  expect(wrap('a bb ccc dddd', 6)).toEqual(['a bb', 'ccc', 'dddd'])
  expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij'])
  expect(wrap('  ', 9)).toEqual([])
  expect(wrap('ab', 0)).toEqual(['a', 'b'])
})

test('a row says who does what, once', () => {
  const story = storyOf([])
  expect(sayingOf(story, step({ text: 'polls orders-0@0' }))).toBe('A polls orders-0@0')
  expect(sayingOf(story, step({ text: "A's commit is refused" }))).toBe("A's commit is refused")
  expect(sayingOf(story, step({ lane: 3, text: "A's commit" }))).toBe(
    "__consumer_offsets: A's commit",
  )
  const fault = { kind: 'fault', time: 0, fault: 'crash', member: 'A', detail: '' } as const
  expect(sayingOf(story, eventStep(fault, { text: 'crashes' }))).toBe('A crashes ← fault')
})

test('time is told where much of it passes', () => {
  expect([gapText(0, 999), gapText(0, 1500), gapText(6012, 54_006)]).toEqual([
    '',
    '+1.5 s',
    '+48 s',
  ])
})

test('a request is told as it stands', () => {
  const whole = arrow({ sent: 1, taken: 3, answered: 5 })
  const what = 'OffsetCommit (orders-0 → 3, generation 1)'
  expect(requestWords(whole, 2)).toBe(`${what}: on its way`)
  expect(requestWords(whole, 3)).toBe(`${what}: taken, not answered`)
  expect(requestWords(whole, 5)).toBe(`${what}: its answer is on its way`)
})

test('records that went through the same are told once, with the steps of each', () => {
  const record = (offset: number, effects: number, steps: readonly number[]) => {
    const life = steps.map((number, index) => ({ step: number, text: `text ${index}` }))
    return { topic: 'orders', partition: 0, offset, effects, life }
  }
  const groups = recordGroups([record(0, 0, [1, 9]), record(1, 0, [2, 9]), record(2, 1, [3, 9])])
  expect(groups).toEqual([
    {
      title: 'orders-0@0, @1',
      offsets: [0, 1],
      effects: 0,
      life: [
        { text: 'text 0', steps: [1, 2] },
        { text: 'text 1', steps: [9] },
      ],
    },
    expect.objectContaining({ title: 'orders-0@2', effects: 1 }),
  ])
})
