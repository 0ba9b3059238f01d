import { expect, test } from 'vitest'
import { legsOf } from '../../../src/page/explorer/legs.ts'
import { arrow } from './stories.ts'

test('a message that is answered goes there and back', () => {
  const legs = legsOf([arrow({ sent: 1, taken: 3, answered: 4, arrived: 6, answer: 'NONE' })], 9)
  expect(legs).toMatchObject([
    { way: 'request', fromLane: 0, toLane: 2, fromStep: 1, toStep: 3, ends: 'arrived' },
    { way: 'answer', fromLane: 2, toLane: 0, fromStep: 4, toStep: 6, ends: 'arrived', error: null },
  ])
})

test('an error is on its answer', () => {
  const answer = 'ILLEGAL_GENERATION'
  const legs = legsOf([arrow({ taken: 1, answered: 2, arrived: 3, answer })], 9)
  expect(legs.map(({ error }) => error)).toEqual([null, answer])
})

test('a request that is lost has no answer', () => {
  expect(legsOf([arrow({ sent: 1, vanished: 2 })], 9)).toMatchObject([
    { way: 'request', ends: 'lost', toStep: 2 },
  ])
})

test('an answer is lost, whether it was given or not', () => {
  const given = legsOf([arrow({ taken: 1, answered: 2, vanished: 5 })], 9)
  expect(given[1]).toMatchObject({ way: 'answer', ends: 'lost', fromStep: 2, toStep: 5 })
  const never = legsOf([arrow({ taken: 1, vanished: 5 })], 9)
  expect(never[1]).toMatchObject({ way: 'answer', ends: 'lost', fromStep: 1, toStep: 5 })
})

test('what has not arrived when the story ends is under way to its end', () => {
  expect(legsOf([arrow({ sent: 1 })], 9)).toMatchObject([{ ends: 'under-way', toStep: 9 }])
  expect(legsOf([arrow({ taken: 1 })], 9)).toHaveLength(1)
  expect(legsOf([arrow({ taken: 1, answered: 2 })], 9)[1]).toMatchObject({ ends: 'under-way' })
})

test('late is the request that was overtaken, if it arrived', () => {
  expect(legsOf([arrow({ taken: 4, late: true })], 9)[0]?.late).toBe(true)
  expect(legsOf([arrow({ vanished: 4, late: true })], 9)[0]?.late).toBe(false)
})

test('an answer that comes after its client gave up does not arrive', () => {
  const given = arrow({ sent: 1, arrived: 3, taken: 5, answered: 6, late: true })
  expect(legsOf([given], 9)[1]).toMatchObject({ ends: 'lost', fromStep: 6, toStep: 6 })
  expect(legsOf([arrow({ sent: 1, arrived: 3, taken: 5 })], 9)).toHaveLength(1)
})
