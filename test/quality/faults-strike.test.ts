/** A search for a fault that hardly ever strikes proves little, however many schedules it runs. */
import { expect, it } from 'vitest'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { searchUnit } from '../../src/search/compare.ts'
import { strategies } from '../../src/strategies/all.ts'

const schedules = 60

it.each(strategies.map(({ strategy }) => strategy))('crashes strike $name', (strategy) => {
  // A schedule of a service costs as much as a hundred of a program.
  const of = 'service' in strategy ? schedules / 3 : schedules
  const unit = {
    strategy: strategy.name,
    fault: 'crash',
    settings: { 'auto.offset.reset': 'earliest' } as const,
    properties: [],
    scenario: defaultScenario,
    seed: 'strikes',
    schedules: of,
  }
  const seen = searchUnit(unit, strategy, runStrategy).sometimes?.seen ?? {}
  expect(seen['fault-in-storm'] ?? 0).toBeGreaterThan(of / 2)
})
