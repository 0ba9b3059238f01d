import { describe, expect, it } from 'vitest'
import { defaultScenario } from '../../src/model/scenario.ts'
import { searchUnit } from '../../src/search/compare.ts'
import { assembleComparison } from '../../src/search/planning/assemble.ts'
import { planCells, type Unit } from '../../src/search/planning/plan.ts'
import { toyRunner, toyStrategy } from './toy.ts'

const scenario = { ...defaultScenario, records: 20 }

function plan(faults: readonly string[], schedules = 200): readonly Unit[] {
  return planCells({
    strategies: [toyStrategy],
    faults,
    properties: ['bounded-reprocessing', 'no-zombie-effect'],
    scenario,
    settings: {},
    seed: '42',
    schedules,
  })
}

function search(fault: string, deadline?: () => boolean) {
  const [unit] = plan([fault])
  return searchUnit(
    unit as Unit,
    toyStrategy,
    toyRunner,
    deadline === undefined ? {} : { deadline },
  )
}

describe('searchUnit', () => {
  it('keeps what was found before a schedule that never ended', () => {
    const [unit] = plan(['crash'])
    const bounded = { ...toyStrategy, reprocessingMax: () => 1 }
    const cut = { before: 150, reason: 'it hung' }
    const { cells, statistics } = searchUnit(unit as Unit, bounded, toyRunner, { cut })
    expect(statistics?.schedules).toBe(150)
    expect(cells.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['violated', null],
      ['unknown', 'it hung'],
    ])
  })

  it('gives a cell per property, figures, and what was met', () => {
    const { cells, statistics, sometimes } = search('crash')
    expect(cells.map(({ property, verdict, reason }) => [property, verdict, reason])).toEqual([
      ['bounded-reprocessing', 'vacuous', 'declares no bound'],
      ['no-zombie-effect', 'not-found', null],
    ])
    expect(cells[0]?.search).toEqual({ mode: 'random', schedules: 200, complete: true })
    expect(statistics).toMatchObject({ strategy: 'toy', fault: 'crash', schedules: 200 })
    expect(statistics?.reprocessed.mean).toBeGreaterThan(0)
    expect(sometimes?.seen['record-processed']).toBe(200)
    expect(sometimes?.seen['fault-in-storm']).toBeGreaterThan(150)
  })

  it('leaves a claim undecided that too few schedules did not break', () => {
    const claiming = { ...toyStrategy, claims: 'exactly-once' } as const
    const verdicts = (schedules: number) => {
      const [unit] = planCells({
        strategies: [claiming],
        faults: ['none'],
        properties: ['at-least-once', 'no-zombie-effect'],
        ...{ scenario, settings: {}, seed: '42', schedules },
      })
      const { cells } = searchUnit(unit as Unit, claiming, toyRunner)
      return cells.map(({ claimed, verdict, reason }) => [claimed, verdict, reason])
    }
    expect(verdicts(99)).toEqual([
      [true, 'unknown', 'only 99 schedules; a claim takes 100'],
      [false, 'not-found', null],
    ])
    expect(verdicts(100)[0]).toEqual([true, 'not-found', null])
  })

  it('searches nothing where the fault cannot touch the strategy', () => {
    const { cells, statistics, sometimes } = search('store-failure')
    expect(cells.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['vacuous', 'keeps nothing in an external store'],
      ['vacuous', 'keeps nothing in an external store'],
    ])
    expect(cells[0]?.search.schedules).toBe(0)
    expect([statistics, sometimes]).toEqual([null, null])
  })

  it('finds that commits cannot fail where none is asked for', () => {
    expect(search('commit-refused').cells[1]).toMatchObject({
      verdict: 'vacuous',
      reason: 'asks the group for no commit',
    })
  })

  it('says unknown, and why, when the time is up', () => {
    expect(search('crash', () => true).cells[1]).toMatchObject({
      verdict: 'unknown',
      reason: 'time was up after 0 of 200 schedules',
      search: { mode: 'random', schedules: 0, complete: false },
    })
  })

  it('says violated with a counterexample that can be pasted', () => {
    const [unit] = plan(['crash'])
    const bounded = { ...toyStrategy, reprocessingMax: () => 1 }
    const { cells } = searchUnit(unit as Unit, bounded, toyRunner)
    expect(cells[0]).toMatchObject({ verdict: 'violated', reason: null, claimed: true })
    expect(cells[0]?.counterexample?.replay).toBe(
      `ackurate replay toy --faults crash --path ${cells[0]?.counterexample?.path}`,
    )
  })

  it('gives the same alone as among others, and plain data', () => {
    const among = plan(['none', 'crash', 'join']).map((u) => searchUnit(u, toyStrategy, toyRunner))
    expect(among[1]).toEqual(search('crash'))
    expect(JSON.parse(JSON.stringify(among))).toEqual(among)
  })
})

describe('assembleComparison', () => {
  it('puts results together in the order of the plan', () => {
    const units = plan(['none', 'store-failure', 'crash'])
    const results = units.map((unit) => searchUnit(unit, toyStrategy, toyRunner))
    const head = { version: '0.1.0', seed: '42', scenario, strategies: [] }
    const comparison = assembleComparison(head, units, results)
    expect(comparison.cells.map(({ fault }) => fault)).toEqual(
      ['none', 'store-failure', 'crash'].flatMap((fault) => [fault, fault]),
    )
    expect(comparison.statistics.map(({ fault }) => fault)).toEqual(['none', 'crash'])
    expect(comparison.faults.map(({ name }) => name)).toEqual(['crash', 'store-failure'])
    expect(Object.keys(comparison.scenario)).not.toContain('budgets')
  })
})
