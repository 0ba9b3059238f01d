/** Quick searches: what broke others, few schedules, stories as they were found. */
import { expect, test } from 'vitest'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { properties, propertyNames } from '../../src/properties/all.ts'
import { searchUnit } from '../../src/search/compare.ts'
import { cellScenario, planCells, type Unit } from '../../src/search/planning/plan.ts'
import { smallSizes } from '../../src/search/planning/small-world.ts'
import { replay } from '../../src/search/replay/replay.ts'
import { parsePath } from '../../src/search/schedules/path.ts'
import { strategies as shipped } from '../../src/strategies/all.ts'

const named = shipped.find(({ strategy }) => strategy.name === 'commit-sync-after-batch')
if (named === undefined) throw new Error('no such strategy')
const commitSyncAfterBatch = named.strategy

function search(fault: string, quick: boolean) {
  const strategies = [commitSyncAfterBatch]
  const of = { faults: [fault], properties: propertyNames, scenario: defaultScenario }
  const units = planCells({ ...of, strategies, settings: {}, seed: '7', schedules: 4, quick })
  const unit = units[0] as Unit
  return searchUnit(unit, commitSyncAfterBatch, runStrategy)
}

test('what breaks in the small world alone is found there', () => {
  const cellOf = (quick: boolean) => {
    return search('disconnect', quick).cells.find(({ property }) => property === 'at-most-once')
  }
  expect(cellOf(false)?.verdict).not.toBe('violated')
  const { verdict, counterexample } = cellOf(true) ?? {}
  expect(verdict).toBe('violated')
  expect(counterexample?.replay).toContain('--partitions 1 --records 2 --members 1 --faults-max 1')
  const { judgements } = replay({
    strategy: commitSyncAfterBatch,
    scenario: cellScenario(
      commitSyncAfterBatch,
      'disconnect',
      { 'auto.offset.reset': 'earliest' },
      { ...defaultScenario, ...smallSizes },
    ),
    choices: parsePath(counterexample?.path ?? ''),
    properties,
    runner: runStrategy,
  })
  const broken = judgements.filter(({ witnesses }) => witnesses.length > 0)
  expect(broken.map(({ property }) => property)).toContain('at-most-once')
})

test('the verdicts are those of a search with stories, and nothing is proved', () => {
  const verdictsOf = (quick: boolean) => {
    return search('crash', quick).cells.map(({ property, verdict }) => `${property} ${verdict}`)
  }
  expect(verdictsOf(true)).toEqual(verdictsOf(false))
  const broken = search('crash', true).cells.filter(({ verdict }) => verdict === 'violated')
  expect(broken.map(({ property }) => property)).toContain('at-most-once')
  for (const { counterexample } of broken) expect(counterexample?.events.length).toBeGreaterThan(0)
})
