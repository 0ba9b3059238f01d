import { describe, expect, it } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { searchUnit } from '../../../src/search/compare.ts'
import { type CoverageEntry, sumCoverage } from '../../../src/search/coverage/coverage.ts'
import { failureOf, parseThreshold } from '../../../src/search/coverage/threshold.ts'
import { coverageByStrategy } from '../../../src/search/planning/assemble.ts'
import { strategies } from '../../../src/strategies/all.ts'

function coverageOf(name: string, fault: string, schedules: number): CoverageEntry {
  const shipped = strategies.find(({ strategy }) => strategy.name === name)
  if (shipped === undefined) throw new Error(`no strategy ${name}`)
  const settings = { 'auto.offset.reset': 'earliest' } as const
  const sizes = { scenario: defaultScenario, seed: 'coverage', schedules }
  const unit = { strategy: name, fault, settings, properties: ['in-order' as const], ...sizes }
  const { coverage } = searchUnit(unit, shipped.strategy, runStrategy)
  if (coverage === undefined) throw new Error('nothing was counted')
  return coverage
}

const crash = coverageOf('commit-sync-after-batch', 'crash', 150)

describe('what a search met', () => {
  it('has every phase of a consumer that a crash can strike', () => {
    const { crash: phases = {} } = crash.faultPhase
    const names = ['joining', 'polling', 'handed', 'processing', 'effect-left', 'commit-sent']
    for (const name of names) expect(phases[name], name).toBeGreaterThan(0)
    expect(phases).not.toHaveProperty('frozen')
  })

  it('counts one strike for each fault, by the status of the group', () => {
    const strikes = Object.values(crash.faultGroup['crash'] ?? {}).reduce((a, b) => a + b, 0)
    const phases = Object.values(crash.faultPhase['crash'] ?? {}).reduce((a, b) => a + b, 0)
    expect(strikes).toBeGreaterThanOrEqual(crash.sometimes['fault-in-storm'] ?? 0)
    // A process that is struck is doing something.
    expect(phases).toBeGreaterThanOrEqual(strikes)
  })

  it('tells requests by status, steps of the group, and answers by error code', () => {
    expect(crash.groupState['OffsetCommit']?.['Stable']).toBeGreaterThan(0)
    expect(crash.transition['CompletingRebalance']?.['Stable']).toBeGreaterThan(0)
    expect(crash.errorCode['JoinGroup']?.['MEMBER_ID_REQUIRED']).toBeGreaterThan(0)
    expect(crash.errorCode['Heartbeat']?.['REBALANCE_IN_PROGRESS']).toBeGreaterThan(0)
  })

  it('is counted for kafkajs by the same cluster', () => {
    const { faultPhase, errorCode, groupState } = coverageOf('kafkajs-each-message', 'crash', 3)
    expect(Object.keys(faultPhase['crash'] ?? {})).not.toEqual([])
    expect(errorCode['JoinGroup']?.['MEMBER_ID_REQUIRED']).toBeGreaterThan(0)
    expect(groupState['Heartbeat']?.['Stable']).toBeGreaterThan(0)
  })

  it('has a refused commit under the code of the fault', () => {
    const { errorCode, faultPhase } = coverageOf('commit-sync-after-batch', 'commit-refused', 60)
    expect(errorCode['OffsetCommit']?.['COORDINATOR_NOT_AVAILABLE']).toBeGreaterThan(0)
    expect(Object.keys(faultPhase['commit-refused'] ?? {})).toContain('commit-sent')
  })
})

describe('coverage of several searches', () => {
  const join = coverageOf('commit-sync-after-batch', 'join', 20)

  it('is their sum, as the same text in whatever order they come', () => {
    const whole = coverageByStrategy([crash, join])
    expect(JSON.stringify(coverageByStrategy([join, crash]))).toBe(JSON.stringify(whole))
    expect(coverageByStrategy([...coverageByStrategy([crash]), join])).toEqual(whole)
    expect(whole[0]?.schedules).toBe(170)
    expect(whole[0]?.errorCode['Fetch']?.['NONE']).toBe(
      (crash.errorCode['Fetch']?.['NONE'] ?? 0) + (join.errorCode['Fetch']?.['NONE'] ?? 0),
    )
  })

  it('keeps a fault that might have struck and never did', () => {
    const none = { ...crash, faultPhase: { pause: {} }, faultGroup: { pause: {} } }
    expect(sumCoverage([none]).faultPhase).toEqual({ pause: {} })
    expect(failureOf(parseThreshold('fault-phase:pause>=1%'), none)).toContain('0 of ')
  })
})

describe('thresholds', () => {
  it.each([
    'fault-phase>=80%',
    'fault-phase:crash>=100%',
    'transition>=80%',
    'error-code:JoinGroup/MEMBER_ID_REQUIRED>=1',
    'group-state:Heartbeat>=1',
    'sometimes:record-processed>=150',
  ])('%s is met', (text) => {
    expect(failureOf(parseThreshold(text), crash)).toBeNull()
  })

  it.each([
    ['sometimes:record-processed>=151', '150 times'],
    ['error-code:Fetch/FENCED_LEADER_EPOCH>=1', '0 times'],
    ['fault-phase:join>=1%', 'nothing of it was searched'],
    ['sometimes>=100%', 'never '],
  ])('%s is not: %s', (text, why) => {
    expect(failureOf(parseThreshold(text), crash)).toContain(why)
  })

  it.each([
    'fault-phase',
    'phase>=80%',
    'fault-phase>=80',
    'error-code>=80%',
    'fault-phase>=180%',
    'fault-phase:crash/processing>=80%',
    'fault-phase:krash>=80%',
    'error-code:Fetch/NOTHING>=1',
  ])('%s means nothing', (text) => {
    expect(() => parseThreshold(text)).toThrow()
  })
})
