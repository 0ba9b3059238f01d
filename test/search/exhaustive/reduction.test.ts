import { expect, test } from 'vitest'
import type { FaultName } from '../../../src/model/faults.ts'
import { defaultScenario, type Scenario } from '../../../src/model/scenario.ts'
import { properties } from '../../../src/properties/all.ts'
import { searchExhaustively } from '../../../src/search/exhaustive/exhaustive-search.ts'
import { createKafkaModel } from '../../../src/search/exhaustive/kafka-model.ts'
import { strategies } from '../../../src/strategies/all.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'

/** One of each way to commit, so that the full searches stay small. */
const names = [
  'commit-sync-after-batch',
  'commit-sync-before-processing',
  'commit-async-after-batch',
  'external-store-atomic',
  'commit-highest-seen',
]

const chosen = strategies
  .map(({ strategy }) => strategy)
  .filter((strategy): strategy is Strategy => names.includes(strategy.name) && 'run' in strategy)

function searchAll(strategy: Strategy, fault: FaultName | null, reduce: boolean) {
  const settings = { ...defaultScenario.settings, ...strategy.settings }
  const scenario: Scenario = {
    ...defaultScenario,
    partitions: 1,
    records: 1,
    members: 1,
    faultsMax: 1,
    budgets: fault === null ? {} : { [fault]: 1 },
    settings,
  }
  const model = createKafkaModel(strategy, scenario, properties, { reduce })
  return searchExhaustively(model, properties.length, { statesMax: 12_000 })
}

function brokenOf({ counterexamples }: ReturnType<typeof searchAll>): (string | undefined)[] {
  return properties.filter((_, i) => counterexamples[i] !== null).map(({ name }) => name)
}

test('without faults, searches of fewer states come to the same verdicts', () => {
  let fewer = 0
  for (const strategy of chosen) {
    const full = searchAll(strategy, null, false)
    const reduced = searchAll(strategy, null, true)
    expect([strategy.name, full.complete, reduced.complete]).toEqual([strategy.name, true, true])
    expect([strategy.name, ...brokenOf(reduced)]).toEqual([strategy.name, ...brokenOf(full)])
    expect(reduced.distinct).toBeLessThanOrEqual(full.distinct)
    if (reduced.distinct < full.distinct) fewer++
  }
  expect(fewer).toBeGreaterThan(0)
})

test('a record that is committed before it is processed is lost to a crash, in both', () => {
  const strategy = chosen.find(({ name }) => name === 'commit-sync-before-processing') as Strategy
  const full = searchAll(strategy, 'crash', false)
  const reduced = searchAll(strategy, 'crash', true)
  expect([full.complete, reduced.complete]).toEqual([true, true])
  expect(brokenOf(reduced)).toEqual(brokenOf(full))
  expect(brokenOf(full)).toContain('at-least-once')
})
