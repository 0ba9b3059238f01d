import { describe, expect, it } from 'vitest'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { cellScenario, planCells } from '../../../src/search/planning/plan.ts'
import { replayLine } from '../../../src/search/replay/replay-line.ts'
import { toyStrategy } from '../toy.ts'

const request = {
  strategies: [toyStrategy, { ...toyStrategy, name: 'other' }],
  faults: ['none', 'retention', 'crash+join'],
  properties: ['at-least-once', 'progress'],
  scenario: defaultScenario,
  settings: {},
  seed: '42',
  schedules: 100,
} as const

function planned(change: Partial<Parameters<typeof planCells>[0]> = {}) {
  return planCells({ ...request, ...change }).map(
    ({ strategy, fault, settings }) => `${strategy} ${fault} ${Object.values(settings).join(' ')}`,
  )
}

describe('planCells', () => {
  it('tries every reset policy where it matters, in a fixed order', () => {
    expect(planned()).toEqual([
      'toy none earliest',
      'toy retention earliest',
      'toy retention latest',
      'toy retention none',
      'toy crash+join earliest',
      'other none earliest',
      'other retention earliest',
      'other retention latest',
      'other retention none',
      'other crash+join earliest',
    ])
  })

  it('takes only the reset policy that the user set, or that is part of the strategy', () => {
    const settings = { 'auto.offset.reset': 'latest', 'max.poll.records': 5 } as const
    const one = { faults: ['none', 'retention'], strategies: [toyStrategy] }
    expect(planned({ ...one, settings })).toEqual(['toy none latest 5', 'toy retention latest 5'])
    const fixed = { ...toyStrategy, settings: { 'auto.offset.reset': 'none' } as const }
    expect(planned({ ...one, strategies: [fixed] })).toEqual([
      'toy none none',
      'toy retention none',
    ])
  })

  it('plans plain data', () => {
    const units = planCells(request)
    expect(JSON.parse(JSON.stringify(units))).toEqual(units)
  })
})

describe('cellScenario', () => {
  it('gives budgets to the faults of the cell and settings by strength', () => {
    const strategy = {
      ...toyStrategy,
      membersMax: 1,
      settings: { 'enable.auto.commit': true },
    }
    const user = { 'enable.auto.commit': false, 'max.poll.records': 7 }
    const scenario = cellScenario(strategy, 'crash+join', user, {
      ...defaultScenario,
      budgets: { join: 1 },
    })
    expect(scenario.budgets).toEqual({ crash: 3, join: 1 })
    expect(scenario.members).toBe(1)
    expect(scenario.settings).toEqual({
      ...defaultScenario.settings,
      'enable.auto.commit': true,
      'max.poll.records': 7,
    })
  })
})

describe('replayLine', () => {
  it('says all that differs from the defaults, and nothing else', () => {
    const earliest = { 'auto.offset.reset': 'earliest' } as const
    expect(replayLine('toy', 'none', earliest, defaultScenario, [0, 1])).toBe(
      'ackurate replay toy --path 0.1',
    )
    const settings = { 'max.poll.records': 5, 'auto.offset.reset': 'latest' } as const
    const scenario = { ...defaultScenario, records: 8, faultsMax: 1 }
    expect(replayLine('toy', 'crash+join', settings, scenario, [])).toBe(
      'ackurate replay toy --faults crash+join --set auto.offset.reset=latest ' +
        '--set max.poll.records=5 --records 8 --faults-max 1 --path 0',
    )
  })
})
