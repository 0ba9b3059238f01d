import { expect, test } from 'vitest'
import type { FaultName } from '../../../../src/model/faults/all.ts'
import { defaultScenario, type Scenario } from '../../../../src/model/scenario.ts'
import { properties } from '../../../../src/properties/all.ts'
import {
  createKafkaModel,
  type KafkaModel,
} from '../../../../src/search/exhaustive/kafka/kafka-model.ts'
import type { KafkaState } from '../../../../src/search/exhaustive/kafka/kafka-state.ts'
import { searchExhaustively } from '../../../../src/search/exhaustive/state-space/breadth-first.ts'
import { strategies } from '../../../../src/strategies/all.ts'
import type { Strategy } from '../../../../src/strategies/strategy.ts'

function strategyOf(name: string): Strategy {
  const found = strategies.find(({ strategy }) => strategy.name === name)?.strategy
  if (found === undefined || 'service' in found) throw new Error(`no program ${name}`)
  return found
}

function scenarioOf(
  strategy: Strategy,
  fault: FaultName | null,
  sizes: Partial<Scenario> = {},
): Scenario {
  const reset = { 'auto.offset.reset': 'earliest' } as const
  const settings = { ...defaultScenario.settings, ...strategy.settings, ...reset }
  const small = { partitions: 1, records: 1, members: 1, faultsMax: 1 }
  const budgets = fault === null ? {} : { [fault]: 1 }
  return { ...defaultScenario, ...small, ...sizes, budgets, settings }
}

function searched(
  name: string,
  fault: FaultName | null,
  delays: number | null,
  sizes?: Partial<Scenario>,
) {
  const strategy = strategyOf(name)
  const scenario = scenarioOf(strategy, fault, sizes)
  const model = createKafkaModel(strategy, scenario, properties, { delays, reduce: false })
  const result = searchExhaustively(model, properties.length, { statesMax: 20_000 })
  const broken = properties.filter((_, i) => result.counterexamples[i] !== null)
  return { ...result, broken: broken.map((property) => property.name) }
}

test('without faults and delays there is one schedule', () => {
  const { complete, distinct, depth } = searched('commit-sync-after-batch', null, 0)
  expect(complete).toBe(true)
  expect(distinct).toBe(depth + 1)
})

/** What a fault alone does not break, and one late party besides does. */
const brokenByOneDelay = [
  ['auto-commit', 'disconnect', 'at-most-once'],
  ['spring-batch', 'unclean-election', 'in-order'],
] as const

test.each(brokenByOneDelay)('%s under %s needs one delay to break %s', (name, fault, property) => {
  const records = { records: 2 }
  const [none, one] = [searched(name, fault, 0, records), searched(name, fault, 1, records)]
  expect([none.complete, one.complete]).toEqual([true, true])
  expect(none.broken).not.toContain(property)
  expect(one.broken).toContain(property)
  expect(one.broken).toEqual(expect.arrayContaining(none.broken))
})

test('every delay more reaches more, and breaks nothing that every order does not', () => {
  for (const name of ['commit-sync-after-batch', 'commit-sync-before-processing']) {
    const all = searched(name, 'crash', null)
    expect(all.complete).toBe(true)
    let [distinct, broken] = [0, [] as readonly string[]]
    for (const delays of [0, 1, 2, 3]) {
      const some = searched(name, 'crash', delays)
      expect(some.complete).toBe(true)
      expect(some.distinct).toBeGreaterThan(distinct)
      expect(some.broken).toEqual(expect.arrayContaining([...broken]))
      expect(all.broken).toEqual(expect.arrayContaining(some.broken))
      distinct = some.distinct
      broken = some.broken
    }
    expect(broken).toEqual(all.broken)
  }
})

const words = new Uint32Array(2)

function printOf(model: KafkaModel, state: KafkaState): string {
  model.fingerprint(state, words)
  return `${words[0]} ${words[1]}`
}

function successorsOf(model: KafkaModel, state: KafkaState): readonly [string, KafkaState][] {
  const successors: [string, KafkaState][] = []
  model.forEachSuccessor(state, (next) => successors.push([printOf(model, next), next]))
  return successors
}

/** Of all states: whether those of one fingerprint have successors of the same fingerprints. */
function disagreements(model: KafkaModel): { readonly pairs: number; readonly unlike: number } {
  const known = new Map<string, string>()
  let open: [string, KafkaState][] = []
  let [pairs, unlike] = [0, 0]
  model.initial((state) => open.push([printOf(model, state), state]))
  while (open.length > 0) {
    const met: [string, KafkaState][] = []
    for (const [print, state] of open) {
      const next = successorsOf(model, state)
      const prints = [...new Set(next.map(([own]) => own))].sort().join()
      const before = known.get(print)
      if (before === undefined) {
        known.set(print, prints)
        met.push(...next)
      } else {
        pairs++
        if (before !== prints) unlike++
      }
    }
    open = met
  }
  return { pairs, unlike }
}

test.each([
  ['commit-sync-after-batch', null, { members: 2, partitions: 2 }],
  ['auto-commit-worker-threads', null, { members: 2 }],
  ['commit-async-with-callback', 'commit-lost', { records: 2 }],
  ['spring-batch', 'crash', { records: 2 }],
] as const)('%s under %s: what is told apart is all that matters', (name, fault, sizes) => {
  const strategy = strategyOf(name)
  const scenario = scenarioOf(strategy, fault, sizes)
  const model = createKafkaModel(strategy, scenario, properties, { delays: 2 })
  const { pairs, unlike } = disagreements(model)
  expect(pairs).toBeGreaterThan(50)
  expect(unlike).toBe(0)
})
