import { describe, expect, test } from 'vitest'
import { faultNames } from '../../../src/model/faults/names.ts'
import { survivedFaults } from '../../../src/search/verdicts/claims.ts'
import {
  springExternalStoreSeek,
  springStrategies,
} from '../../../src/strategies/spring-kafka/all.ts'
import { pollTimeout } from '../../../src/strategies/spring-kafka/options/poll-timeout.ts'
import { containerStopping, springStrategy } from '../../../src/strategies/spring-kafka/public.ts'
import { springBatch } from '../../../src/strategies/spring-kafka/spring-batch.ts'
import { springCount } from '../../../src/strategies/spring-kafka/spring-count.ts'
import { springRecord } from '../../../src/strategies/spring-kafka/spring-record.ts'
import { springTime } from '../../../src/strategies/spring-kafka/spring-time.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { lines, of, play, seen, shipped, type When } from '../../model/scripted.ts'
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

  test('a wakeup during a commit has it sent once more, and no more', () => {
    const { log } = runScript(springBatch, {
      polls: [[record(0, 0)]],
      commitErrors: ['WakeupException', 'WakeupException'],
    })
    const commits = ['commit 0→1', 'commit 0→1']
    expect(log.slice(-5)).toEqual([...commits, 'poll', 'unsubscribe', 'close'])
  })
})

describe('a stop in mid-batch', () => {
  const strike = (when: When) => [{ fault: 'shutdown', when }] as const

  function stopped({ run, wakesOnlyPoll = false }: Strategy, when: When) {
    return play({ scenario: { records: 8 }, faults: strike(when), wakesOnlyPoll }, run).events
  }

  /** Up to its stop: what it processed and what became of its commits. */
  function story(strategy: Strategy, when: When): string[] {
    const events = stopped(strategy, when)
    const end = events.findIndex(({ kind }) => kind === 'stopped')
    const start = events.findIndex(({ kind }) => kind === 'fault')
    return lines(
      events.slice(start, end),
      ...(['polled', 'processing-done', 'commit-acknowledged', 'commit-unknown'] as const),
    )
  }

  test('B.5: handles what the poll returned, and every commit returns', () => {
    expect(story(springRecord, seen('processing-started', 'A', 4))).toEqual([
      'A processing-done 0@3',
      'A commit-acknowledged 0@4',
      'A processing-done 0@4',
      'A commit-acknowledged 0@5',
      'A processing-done 0@5',
      'A commit-acknowledged 0@6',
    ])
  })

  test('B.5: polls no further, though the stop fell in the commit before the poll', () => {
    expect(story(springBatch, seen('commit-requested', 'A', 2))).toEqual([
      'A commit-acknowledged 0@6',
    ])
  })

  test('B.5: throws away what a poll has returned that the container has not taken yet', () => {
    expect(story(springBatch, seen('polled', 'A', 2))).toEqual([])
  })

  test('B.5: the wakeup of such a stop meets its commit, which is sent once more', () => {
    const events = stopped(springCount, seen('polled', 'A', 2))
    const end = events.findIndex(({ kind }) => kind === 'stopped')
    const kinds = ['commit-requested', 'commit-unknown', 'commit-acknowledged'] as const
    expect(lines(events.slice(0, end), ...kinds)).toEqual([
      'A commit-requested 0@3',
      'A commit-unknown 0@3 WakeupException',
      'A commit-requested 0@3',
      'A commit-acknowledged 0@3',
    ])
  })

  test('B.5: the positions have passed what is thrown away', () => {
    const events = stopped(springExternalStoreSeek, seen('polled', 'A', 2))
    const end = events.findIndex(({ kind }) => kind === 'stopped')
    expect(lines(events.slice(0, end), 'store-saved')).toContain('A store-saved 0@6')
    expect(lines(events.slice(0, end), 'processing-done')).toEqual([
      'A processing-done 0@0',
      'A processing-done 0@1',
      'A processing-done 0@2',
    ])
  })

  test('B.5: a poll that waits is woken', () => {
    const events = stopped(springBatch, seen('commit-acknowledged', 'A', 3))
    const [asked] = of(events, 'stopping')
    const [ended] = of(events, 'stopped')
    expect((ended?.time ?? 0) - (asked?.time ?? 0)).toBeLessThan(pollTimeout.byDefault)
  })

  test('an error handler that stops the container meanwhile: it ends as it was asked to', () => {
    const properties = { commonErrorHandler: containerStopping() }
    const { run, wakesOnlyPoll = false } = springStrategy({ name: 'a', summary: 'A.', properties })
    const faults = [
      { fault: 'shutdown', when: seen('processing-started', 'A', 4) },
      { fault: 'handler-error', when: seen('stopping', 'A') },
    ] as const
    const { events } = play({ scenario: { records: 8 }, faults, wakesOnlyPoll }, run)
    expect(of(events, 'processing-failed')).toHaveLength(1)
    expect(of(events, 'stopped').map(({ member }) => member)).toContain('A')
    expect(of(events, 'died')).toEqual([])
  })

  test('a plain loop whose hook calls wakeup() gets it from the next commit', () => {
    const plain = shipped('commit-sync-after-record')
    expect(story(plain, seen('processing-started', 'A', 4))).toEqual([
      'A processing-done 0@3',
      'A commit-unknown 0@4 WakeupException',
    ])
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
    for (const strategy of springStrategies) {
      // It saves positions, which a stop may find ahead of the listener.
      const own = strategy === springExternalStoreSeek ? ['shutdown'] : []
      const expected = faultNames.filter((fault) => ![...excluded, ...own].includes(fault))
      expect(survivedFaults(strategy, {})).toEqual(expected)
    }
  })
})
