/** A search of all states goes no further than the storm of any run. */
import { expect, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { stormStepsMax } from '../../../src/model/run/run.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { propertyNames } from '../../../src/properties/all.ts'
import { exploreUnit } from '../../../src/search/exhaustive/explore-unit.ts'
import { planCells } from '../../../src/search/planning/plan.ts'
import { smallSizes } from '../../../src/search/planning/small-world.ts'
import { transactional } from '../../../src/strategies/kafka-consumer/transactional.ts'

test('a member that is refused again and again is followed as far as a run goes', () => {
  const [unit] = planCells({
    strategies: [transactional],
    faults: ['disconnect'],
    properties: propertyNames,
    scenario: { ...defaultScenario, ...smallSizes },
    settings: {},
    seed: '42',
    schedules: 1,
  })
  if (unit === undefined) throw new Error('no unit')
  const bounds = { statesMax: 30_000, depthMax: null, reduce: true, delays: 2 }
  const cells = exploreUnit(unit, transactional, runStrategy, bounds)
  const states = cells[0]?.search.states
  expect(states?.depth).toBe(stormStepsMax - 1)
  expect(states?.stopped).toBe('depth')
  const broken = cells.filter(({ verdict }) => verdict === 'violated')
  expect(broken.map(({ property }) => property)).toContain('exactly-once')
}, 60_000)
