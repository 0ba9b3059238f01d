/** A search of all states follows a storm as far as a run does, and no further. */
import { expect, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { stormStepsMax } from '../../../src/model/run/run.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { propertyNames } from '../../../src/properties/all.ts'
import { exploreUnit } from '../../../src/search/exhaustive/explore-unit.ts'
import { planCells } from '../../../src/search/planning/plan.ts'
import { smallSizes } from '../../../src/search/planning/small-world.ts'
import type { Cell } from '../../../src/search/verdicts/verdict.ts'
import { transactional } from '../../../src/strategies/kafka-consumer/transactional.ts'
import { firstOffsets, nextOffsets } from '../../../src/strategies/offsets.ts'
import { seekTo } from '../../../src/strategies/seeking.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'

function cellsOf(strategy: Strategy, delays: number): readonly Cell[] {
  const [unit] = planCells({
    strategies: [strategy],
    faults: ['disconnect'],
    properties: propertyNames,
    scenario: { ...defaultScenario, ...smallSizes },
    settings: {},
    seed: '42',
    schedules: 1,
  })
  if (unit === undefined) throw new Error('no unit')
  const bounds = { statesMax: 60_000, depthMax: null, reduce: true, delays }
  return exploreUnit(unit, strategy, runStrategy, bounds)
}

test('a member that is refused again and again is followed as far as a run goes', () => {
  const cells = cellsOf(transactional, 2)
  const states = cells[0]?.search.states
  expect(states).toMatchObject({
    depth: stormStepsMax,
    stopped: null,
    within: { stepsMax: stormStepsMax },
  })
  const broken = cells.filter(({ verdict }) => verdict === 'violated')
  const names = broken.map(({ property }) => property)
  expect(names).toContain('exactly-once')
  expect(names).not.toContain('at-least-once')
}, 60_000)

/** Gives its records up at the twentieth transaction that is refused in a row. */
const patient: Strategy = {
  ...transactional,
  name: 'patient',
  *run({ consumer, producer, process }) {
    yield* producer.initTransactions()
    let refused = 0
    for (;;) {
      const records = yield* consumer.poll()
      if (records.length === 0) continue
      const transaction = yield* producer.beginTransaction()
      if (refused < 20) for (const record of records) yield* process(record, transaction)
      try {
        yield* producer.sendOffsetsToTransaction(
          nextOffsets(records),
          yield* consumer.groupMetadata(),
        )
        refused = 0
      } catch {
        refused++
        yield* producer.abortTransaction()
        yield* seekTo(consumer, firstOffsets(records))
        continue
      }
      yield* producer.commitTransaction()
    }
  },
}

test('what the twentieth of alike rounds breaks is found', () => {
  const cells = cellsOf(patient, 2)
  expect(cells.find(({ property }) => property === 'at-least-once')?.verdict).toBe('violated')
}, 60_000)
