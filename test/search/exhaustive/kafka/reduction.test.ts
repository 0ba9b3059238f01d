import { expect, test } from 'vitest'
import type { FaultName } from '../../../../src/model/faults/all.ts'
import { defaultScenario, type Scenario } from '../../../../src/model/scenario.ts'
import { properties } from '../../../../src/properties/all.ts'
import { createKafkaModel } from '../../../../src/search/exhaustive/kafka/kafka-model.ts'
import { searchExhaustively } from '../../../../src/search/exhaustive/state-space/breadth-first.ts'
import { strategies } from '../../../../src/strategies/all.ts'
import { nextOffsets } from '../../../../src/strategies/offsets.ts'
import type { Strategy } from '../../../../src/strategies/strategy.ts'

/** Their full searches take more than 10,000 states even without faults: done by hand (0015). */
const tooLarge = [
  'auto-commit-worker-threads',
  'commit-async-retry-in-callback',
  'commit-async-retry-in-order',
  'commit-async-with-callback',
  'spring-auto-commit',
]

const modelled = strategies
  .map(({ strategy }) => strategy)
  .filter((strategy): strategy is Strategy => 'run' in strategy && strategy.run !== undefined)

const small = modelled.filter(({ name }) => !tooLarge.includes(name))

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

test.each(small)('$name: without faults, fewer states come to the same verdicts', (strategy) => {
  const full = searchAll(strategy, null, false)
  const reduced = searchAll(strategy, null, true)
  // Two searches that were both cut short would agree on anything.
  expect([full.complete, reduced.complete]).toEqual([true, true])
  expect(brokenOf(reduced)).toEqual(brokenOf(full))
  expect(reduced.distinct).toBeLessThan(full.distinct)
})

test('what is left to searches by hand is modelled and nothing else', () => {
  expect(tooLarge.filter((name) => !modelled.some((one) => one.name === name))).toEqual([])
  expect(small.length).toBe(modelled.length - tooLarge.length)
})

/** What each breaks under a crash, so that an agreement of two empty answers is none. */
const brokenByCrash = {
  'commit-sync-before-processing': 'at-least-once',
  'commit-sync-after-record': 'at-most-once',
  'effects-outside': 'at-most-once',
}

/** Transactions of offsets alone. */
const effectsOutside: Strategy = {
  name: 'effects-outside',
  summary: 'Effects at once, offsets in a transaction.',
  claims: 'at-least-once',
  uses: ['transactions'],
  *run({ consumer, producer, process }) {
    yield* producer.initTransactions()
    for (;;) {
      const records = yield* consumer.poll()
      if (records.length === 0) continue
      yield* producer.beginTransaction()
      for (const record of records) yield* process(record)
      yield* producer.sendOffsetsToTransaction(
        nextOffsets(records),
        yield* consumer.groupMetadata(),
      )
      yield* producer.commitTransaction()
    }
  },
}

test.each(Object.entries(brokenByCrash))('%s: with a crash, both break %s', (name, broken) => {
  const all = [...modelled, effectsOutside]
  const strategy = all.find((one) => one.name === name) as Strategy
  const full = searchAll(strategy, 'crash', false)
  const reduced = searchAll(strategy, 'crash', true)
  expect([full.complete, reduced.complete]).toEqual([true, true])
  expect(brokenOf(reduced)).toEqual(brokenOf(full))
  expect(brokenOf(full)).toContain(broken)
})

test('transactional: with a crash, neither breaks anything', () => {
  const strategy = modelled.find(({ name }) => name === 'transactional') as Strategy
  for (const reduce of [false, true]) {
    const searched = searchAll(strategy, 'crash', reduce)
    expect(searched.complete).toBe(true)
    expect(brokenOf(searched)).toEqual([])
  }
})
