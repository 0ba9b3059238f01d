/** The rounds of a hunt: claims only, every pair in its turn, never the same seed twice. */
import { expect, test } from 'vitest'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { propertyNames } from '../../../src/properties/all.ts'
import { faultSetsOf, hasClaims, huntUnits } from '../../../src/search/planning/hunt-plan.ts'
import { isClaimed } from '../../../src/search/verdicts/claims.ts'
import { toyStrategy } from '../toy.ts'

const exact = { ...toyStrategy, name: 'exact', claims: 'exactly-once' } as const
const request = {
  strategies: [toyStrategy, exact],
  faults: null,
  properties: propertyNames,
  scenario: defaultScenario,
  settings: {},
  seed: '42',
  schedules: 10,
} as const

test('a round judges what is claimed, and nothing else', () => {
  const units = huntUnits(request, 0)
  expect(new Set(units.map(({ strategy }) => strategy))).toEqual(new Set(['toy', 'exact']))
  for (const { strategy, fault, settings, properties } of units) {
    const one = strategy === 'toy' ? toyStrategy : exact
    expect(properties.length).toBeGreaterThan(0)
    expect(properties).toEqual(
      propertyNames.filter((name) => isClaimed(one, name, fault, settings)),
    )
  }
})

test('each round has a seed of its own', () => {
  const seeds = [0, 1, 2].flatMap((round) => huntUnits(request, round).map(({ seed }) => seed))
  expect(new Set(seeds)).toEqual(new Set(['42/0', '42/1', '42/2']))
})

test('all faults are tried together in every round, and every pair in its turn', () => {
  const sets = Array.from({ length: 120 }, (_, round) => faultSetsOf(toyStrategy, {}, round))
  const faults = sets[0]?.[0]?.split('+') ?? []
  expect(faults).toContain('crash')
  // Nobody promises anything without the records, and this one has no store that could fail.
  expect(faults).not.toContain('retention')
  expect(faults).not.toContain('store-failure')
  expect(new Set(sets.map(([all]) => all)).size).toBe(1)
  const pairs = new Set(sets.flat().filter((set) => set.split('+').length === 2))
  expect(pairs.size).toBe((faults.length * (faults.length - 1)) / 2)
  expect(new Set(sets.flat())).toContain('none')
  for (const fault of faults) expect(sets.flat()).toContain(fault)
})

test('faults that were chosen are tried in every round', () => {
  const chosen = { ...request, faults: ['crash', 'join+pause', 'crash+retention'] }
  // No claim survives that records are deleted, but that the group goes on after that alone.
  for (const round of [0, 5]) {
    const sets = huntUnits(chosen, round).map(({ fault }) => fault)
    expect(new Set(sets)).toEqual(new Set(['crash', 'join+pause']))
  }
})

test('it is known before whether there is anything to hunt', () => {
  expect(hasClaims(request)).toBe(true)
  expect(hasClaims({ ...request, faults: ['crash+retention'] })).toBe(false)
  expect(hasClaims({ ...request, properties: ['in-order'] })).toBe(false)
})
