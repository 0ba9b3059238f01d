/** A lasting fault leaves a condition in the world: here what respects it, and when it ends. */
import { expect, test } from 'vitest'
import { calmChoices } from '../../src/model/choices.ts'
import { answerDelayMs } from '../../src/model/conditions.ts'
import { createAction } from '../../src/model/run/action.ts'
import { findDefault } from '../../src/model/run/default-action.ts'
import { endRun, startRun } from '../../src/model/run/run.ts'
import { step } from '../../src/model/run/step.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import type { World } from '../../src/model/world.ts'
import { createHash } from '../../src/properties/state/hash.ts'
import { disturbersOf } from '../../src/search/exhaustive/kafka/disturbers.ts'
import { hashWorld } from '../../src/search/exhaustive/kafka/fingerprint.ts'
import {
  createScratchWorld,
  own,
  partsOf,
  setParts,
} from '../../src/search/exhaustive/kafka/scratch-world.ts'
import { shipped } from './scripted.ts'

const strategy = shipped('commit-sync-after-record')
const scenario = { ...defaultScenario, partitions: 3, members: 1, records: 3 }
const late = { kind: 'answers-late', broker: 1, byMs: 20_000 } as const

/** How long the answers of each broker are on their way, in the order of answering. */
function delays(conditions: World['conditions']): readonly (readonly [number, number])[] {
  const world = startRun(strategy, scenario, calmChoices, () => {})
  world.conditions.push(...conditions)
  const first = createAction()
  const seen = new Map<number, readonly [number, number]>()
  for (let steps = 0; steps < 60 && findDefault(world, first); steps++) {
    step(world, first)
    for (const { ticket, status, broker, due } of world.messages) {
      if (status === 'answered' && !seen.has(ticket)) seen.set(ticket, [broker, due - world.now])
    }
  }
  return [...seen.values()]
}

test('answers of the broker come late, those of others do not', () => {
  const brokers = new Set(delays([]).map(([broker]) => broker))
  expect(brokers.size).toBeGreaterThan(1)
  for (const [, delay] of delays([])) expect(delay).toBe(1)
  for (const broker of brokers) {
    for (const [of, delay] of delays([{ ...late, broker }])) {
      expect(delay).toBe(of === broker ? 20_001 : 1)
    }
  }
})

test('two conditions of one broker add up', () => {
  expect(answerDelayMs([late, late, { ...late, broker: 2 }], 1)).toBe(40_000)
})

test('all end when the calm begins', () => {
  const world = startRun(strategy, scenario, calmChoices, () => {})
  world.conditions.push(late)
  expect(endRun(world).drained).toBe(true)
  expect(world.conditions).toEqual([])
})

test('an exhaustive search tells states apart by them, and each state keeps its own', () => {
  const hashOf = (parts: ReturnType<typeof partsOf>): string => {
    const hash = createHash()
    hashWorld(hash, { parts, over: false, hashes: null }, disturbersOf([]))
    return `${hash.high} ${hash.low}`
  }
  const scratch = createScratchWorld(strategy, { ...scenario, members: 0 }, calmChoices, () => {})
  const before = partsOf(scratch)
  own(scratch, 'all', 0)
  scratch.conditions.push(late)
  const after = partsOf(scratch)
  expect([before.conditions, after.conditions]).toEqual([[], [late]])
  setParts(scratch, before)
  expect(scratch.conditions).toEqual([])
  setParts(scratch, after)
  expect(scratch.conditions).toEqual([late])
  expect(hashOf(after)).not.toBe(hashOf({ ...after, conditions: [] }))
})
