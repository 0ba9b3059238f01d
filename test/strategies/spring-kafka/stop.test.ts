import { describe, expect, test } from 'vitest'
import { faultNames } from '../../../src/model/faults/names.ts'
import { survivedFaults } from '../../../src/search/verdicts/claims.ts'
import { springStrategies } from '../../../src/strategies/spring-kafka/all.ts'
import { springBatch } from '../../../src/strategies/spring-kafka/spring-batch.ts'
import { springTime } from '../../../src/strategies/spring-kafka/spring-time.ts'
import { record, runScript } from './scripted-world.ts'

describe('stop', () => {
  test('commits what is pending, due or not, then unsubscribes and closes', () => {
    const { log, ended } = runScript(springTime, { polls: [[record(0, 0), record(0, 1)]] })
    expect(log.slice(-4)).toEqual(['poll', 'commit 0→2', 'unsubscribe', 'close'])
    expect(ended).toBe('returned')
  })

  test('a final commit that fails ends the thread without closing', () => {
    const { log, ended } = runScript(springTime, {
      polls: [[record(0, 0)]],
      commitErrors: ['CommitFailedException'],
    })
    expect(log.at(-1)).toBe('commit 0→1')
    expect(ended).toBe('CommitFailedException')
  })

  test('a wakeup during a commit is ignored', () => {
    const { log } = runScript(springBatch, {
      polls: [[record(0, 0)]],
      commitErrors: ['WakeupException'],
    })
    expect(log.slice(-4)).toEqual(['commit 0→1', 'poll', 'unsubscribe', 'close'])
  })
})

describe('the list', () => {
  test('names each strategy once', () => {
    const names = springStrategies.map((strategy) => strategy.name)
    expect(new Set(names).size).toBe(names.length)
    const modes = ['record', 'batch', 'time', 'count', 'count-time', 'manual', 'manual-immediate']
    for (const mode of modes) {
      expect(names).toContain(`spring-${mode}`)
      expect(names).toContain(`spring-${mode}-async`)
    }
  })

  test('claims nothing about a poison record, which the default recoverer skips', () => {
    const excluded = ['retention', 'unclean-election', 'poison-record']
    const expected = faultNames.filter((fault) => !excluded.includes(fault))
    for (const strategy of springStrategies) expect(survivedFaults(strategy, {})).toEqual(expected)
  })
})
