import { expect, test } from 'vitest'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { planCells } from '../../../src/search/planning/plan.ts'
import { unitTogether, withTogether } from '../../../src/search/planning/together.ts'
import { faultsOf } from '../../../src/search/verdicts/fault-sets.ts'
import { commitSyncAfterBatch, commitSyncBeforeProcessing } from '../../../src/strategies/index.ts'
import { cell, comparison, loss } from '../../report/fixtures.ts'

const faults = ['none', 'crash', 'join', 'offsets-loss', 'retention', 'store-failure']
const plan = (strategy = commitSyncAfterBatch, sets = faults) =>
  planCells({
    ...{ strategies: [strategy], faults: sets, properties: ['at-least-once', 'at-most-once'] },
    ...{ scenario: defaultScenario, settings: {}, seed: '42', schedules: 700 },
  })

test('the kinds that the claim survives, for what is claimed, and an eighth of the budget', () => {
  const unit = unitTogether(commitSyncAfterBatch, plan(), {})
  expect(unit).toMatchObject({
    fault: 'crash+join+offsets-loss',
    properties: ['at-least-once'],
    settings: { 'auto.offset.reset': 'earliest' },
    together: true,
  })
  // None, crash, join; offsets-loss and retention under three values of auto.offset.reset.
  expect(unit?.schedules).toBe((9 * 700) / 7)
})

test('nothing where fewer than two kinds are survived', () => {
  expect(unitTogether(commitSyncAfterBatch, plan(commitSyncAfterBatch, ['crash']), {})).toBeNull()
  const atMostOnce = plan(commitSyncBeforeProcessing, ['crash', 'offsets-loss'])
  expect(unitTogether(commitSyncBeforeProcessing, atMostOnce, {})).toBeNull()
})

test('what fewer kinds break already is not told again', () => {
  const unit = unitTogether(commitSyncAfterBatch, plan(), {})
  if (unit === null) throw new Error('no unit')
  const broken = { verdict: 'violated', claimed: true, counterexample: loss } as const
  const pair = cell({ ...broken, fault: 'crash+join', property: 'at-least-once' })
  const whole = { ...comparison, cells: [cell({ fault: 'crash', property: 'at-least-once' })] }
  const result = { cells: [pair], statistics: null, sometimes: null }
  expect(withTogether(whole, unit, result).cells.map(({ fault }) => fault)).toEqual([
    'crash',
    'crash+join',
  ])
  const known = { ...whole, cells: [cell({ ...broken, fault: 'crash' })] }
  const told = withTogether(known, unit, result)
  expect(told.cells.map(({ fault }) => fault)).toEqual(['crash'])
  expect(faultsOf(told.together?.faults ?? '')).toHaveLength(3)
})
