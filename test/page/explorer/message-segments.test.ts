import { expect, test } from 'vitest'
import { messageSegments } from '../../../src/page/explorer/message-segments.ts'
import { arrow } from './stories.ts'

test('a message that is answered goes there and back', () => {
  const legs = messageSegments(
    [arrow({ sent: 1, taken: 3, answered: 4, arrived: 6, answer: 'NONE' })],
    9,
  )
  expect(legs).toMatchObject([
    { way: 'request', fromLane: 0, toLane: 2, fromStep: 1, toStep: 3, ends: 'arrived' },
    { way: 'answer', fromLane: 2, toLane: 0, fromStep: 4, toStep: 6, ends: 'arrived', error: null },
  ])
})

test('an error is on its answer', () => {
  const answer = 'ILLEGAL_GENERATION'
  const legs = messageSegments([arrow({ taken: 1, answered: 2, arrived: 3, answer })], 9)
  expect(legs.map(({ error }) => error)).toEqual([null, answer])
})

test('a request that is lost has no answer', () => {
  expect(messageSegments([arrow({ sent: 1, vanished: 2 })], 9)).toMatchObject([
    { way: 'request', ends: 'lost', toStep: 2 },
  ])
})

test('an answer is lost, whether it was given or not', () => {
  const given = messageSegments([arrow({ taken: 1, answered: 2, vanished: 5 })], 9)
  expect(given[1]).toMatchObject({ way: 'answer', ends: 'lost', fromStep: 2, toStep: 5 })
  const never = messageSegments([arrow({ taken: 1, vanished: 5 })], 9)
  expect(never[1]).toMatchObject({ way: 'answer', ends: 'lost', fromStep: 1, toStep: 5 })
})

test('what has not arrived when the story ends is under way to its end', () => {
  expect(messageSegments([arrow({ sent: 1 })], 9)).toMatchObject([{ ends: 'under-way', toStep: 9 }])
  expect(messageSegments([arrow({ taken: 1 })], 9)).toHaveLength(1)
  expect(messageSegments([arrow({ taken: 1, answered: 2 })], 9)[1]).toMatchObject({
    ends: 'under-way',
  })
})

test('late is the request that was overtaken, if it arrived', () => {
  expect(messageSegments([arrow({ taken: 4, late: true })], 9)[0]?.late).toBe(true)
  expect(messageSegments([arrow({ vanished: 4, late: true })], 9)[0]?.late).toBe(false)
})

test('an answer that comes after its client gave up does not arrive', () => {
  const given = arrow({ sent: 1, arrived: 3, taken: 5, answered: 6, late: true })
  expect(messageSegments([given], 9)[1]).toMatchObject({ ends: 'lost', fromStep: 6, toStep: 6 })
  expect(messageSegments([arrow({ sent: 1, arrived: 3, taken: 5 })], 9)).toHaveLength(1)
})
