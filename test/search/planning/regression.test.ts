/** Kept paths: what makes two of them the same, what they need, and how they are laid over. */
import { expect, test } from 'vitest'
import type { Unit } from '../../../src/search/planning/plan.ts'
import { isOfCell, regressionKey, shapeOf } from '../../../src/search/planning/regression.ts'
import { withRegressions } from '../../../src/search/planning/with-regressions.ts'
import { narrow } from '../../../src/search/shrinking/narrow.ts'
import { comparison, loss, lossCell, lossWitness } from '../../report/fixtures.ts'
import { toyAtLeastOnce, toyRunner, toyScenario, toyStrategy } from '../toy.ts'

test('a shape is the faults and what was found, without numbers, members and plurals', () => {
  const of = (text: string) => shapeOf({ ...loss, witnesses: [{ ...lossWitness, text }] })
  expect(of('is lost: held by nobody')).toBe('crash: is lost: held by nobody')
  expect(of('are lost: held by nobody')).toBe(of('is lost: held by nobody'))
  expect(of('was done 2 times, by A and B2')).toBe(of('was done 3 times, by C and A'))
  expect(of('is stuck')).not.toBe(of('is lost'))
  expect(shapeOf({ ...loss, events: [] })).toMatch(/^no fault: /)
})

const kept = {
  strategy: 'toy',
  fault: 'crash',
  property: 'at-least-once',
  settings: { 'auto.offset.reset': 'earliest', 'max.poll.records': 3 },
  sizes: { topic: 't', partitions: 2, records: 9, members: 2, faultsMax: 3, newGroup: false },
  shape: 'crash: is lost',
} as const

test('finds are the same when their place and shape are, in whatever order settings stand', () => {
  const turned = { 'max.poll.records': 3, 'auto.offset.reset': 'earliest' } as const
  expect(regressionKey({ ...kept, settings: turned })).toBe(regressionKey(kept))
  expect(isOfCell(kept, { ...kept, settings: turned })).toBe(true)
  expect(isOfCell(kept, { ...kept, settings: { 'max.poll.records': 3 } })).toBe(false)
  const others = [
    { ...kept, fault: 'join' },
    { ...kept, property: 'progress' as const },
    { ...kept, shape: 'crash, crash: is lost' },
    { ...kept, sizes: { ...kept.sizes, records: 10 } },
  ]
  expect(new Set([kept, ...others].map(regressionKey)).size).toBe(5)
})

test('what still breaks decides its cell, and stands last where no cell was asked for', () => {
  const from = { ...loss, schedule: 0, from: 'regressions' as const }
  const broken = { ...lossCell, counterexample: from }
  const outside = { ...broken, fault: 'crash+pause' }
  const held = { ...lossCell, verdict: 'not-found' as const, counterexample: null }
  const searched = { ...comparison, cells: [held] }
  const over = withRegressions(searched, [broken, outside, { ...outside, reason: 'later' }])
  expect(over.cells).toEqual([{ ...held, verdict: 'violated', counterexample: from }, outside])
  expect(over.faults.map(({ name }) => name)).toEqual(expect.arrayContaining(['crash', 'pause']))
  expect(withRegressions(searched, [])).toBe(searched)
})

test('a story is told in the scenario of the faults that it needs', () => {
  const unit: Unit = {
    strategy: 'toy',
    fault: 'crash+commit-lost',
    settings: {},
    properties: ['at-least-once'],
    scenario: toyScenario([]),
    seed: '42',
    schedules: 1,
  }
  // Commit, then crash: with both faults, option 3 of the second step; its target and detail, 0.
  const wide = narrow(unit, toyStrategy, toyAtLeastOnce, [0, 3], toyRunner)
  expect(wide).toEqual({ fault: 'crash', choices: [0, 3] })
  const lost = narrow({ ...unit, fault: 'crash' }, toyStrategy, toyAtLeastOnce, [0, 3], toyRunner)
  expect(lost).toBeNull()
  // A run that breaks nothing is no story anywhere.
  expect(narrow(unit, toyStrategy, toyAtLeastOnce, [0, 0, 0, 3], toyRunner)).toBeNull()
  const join = { ...unit, fault: 'join+crash' as const }
  // Here the crash is the first option again, and the path with another option says a join.
  expect(narrow(join, toyStrategy, toyAtLeastOnce, [0, 3], toyRunner)?.fault).toBe('crash')
})
