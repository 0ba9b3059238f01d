import { describe, expect, test } from 'vitest'
import { springManualOutOfOrder } from '../../../src/strategies/faulty/all.ts'
import { ackTime } from '../../../src/strategies/spring-kafka/options/ack-time.ts'
import { springAutoCommit } from '../../../src/strategies/spring-kafka/spring-auto-commit.ts'
import { springBatch, springBatchAsync } from '../../../src/strategies/spring-kafka/spring-batch.ts'
import { springCount } from '../../../src/strategies/spring-kafka/spring-count.ts'
import { springCountTime } from '../../../src/strategies/spring-kafka/spring-count-time.ts'
import { springManual } from '../../../src/strategies/spring-kafka/spring-manual.ts'
import {
  springManualImmediate,
  springManualImmediateAsync,
} from '../../../src/strategies/spring-kafka/spring-manual-immediate.ts'
import {
  springRecord,
  springRecordAsync,
} from '../../../src/strategies/spring-kafka/spring-record.ts'
import { springTime } from '../../../src/strategies/spring-kafka/spring-time.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { of, play } from '../../model/scripted.ts'
import { record, runScript, type Script } from './scripted-world.ts'

const twoPolls = [
  [record(0, 0), record(0, 1), record(1, 7)],
  [record(0, 2), record(0, 3)],
]
const ending = ['unsubscribe', 'close']

function logOf(strategy: Strategy, script: Script): string {
  return runScript(strategy, script).log.join(', ')
}

describe('each ack mode commits at its own moment', () => {
  test('RECORD after each record, before the next one starts', () => {
    expect(runScript(springRecord, { polls: twoPolls }).log).toEqual([
      ...['poll', 'process 0@0', 'commit 0→1', 'process 0@1', 'commit 0→2'],
      ...['process 1@7', 'commit 1→8', 'poll', 'process 0@2', 'commit 0→3'],
      ...['process 0@3', 'commit 0→4', 'poll', ...ending],
    ])
  })

  test('BATCH before the next poll, all partitions in one commit', () => {
    expect(runScript(springBatch, { polls: twoPolls }).log).toEqual([
      ...['poll', 'process 0@0', 'process 0@1', 'process 1@7', 'commit 0→2 1→8'],
      ...['poll', 'process 0@2', 'process 0@3', 'commit 0→4', 'poll', ...ending],
    ])
  })

  test('MANUAL as BATCH', () => {
    const batch = logOf(springBatch, { polls: twoPolls })
    expect(logOf(springManual, { polls: twoPolls })).toBe(batch)
  })

  test('MANUAL_IMMEDIATE inside acknowledge()', () => {
    const each = logOf(springRecord, { polls: twoPolls })
    expect(logOf(springManualImmediate, { polls: twoPolls })).toBe(each)
  })

  test('COUNT at the fifth record, even in the middle of a poll; the rest on stop', () => {
    const polls = [twoPolls[0] ?? [], [record(0, 2), record(0, 3), record(0, 4)]]
    expect(runScript(springCount, { polls }).log).toEqual([
      ...['poll', 'process 0@0', 'process 0@1', 'process 1@7'],
      ...['poll', 'process 0@2', 'process 0@3', 'commit 0→4 1→8', 'process 0@4'],
      ...['poll', 'commit 0→5', ...ending],
    ])
  })

  test('COUNT commits what is pending on an empty poll', () => {
    expect(runScript(springCount, { polls: [[record(0, 0)], [], []] }).log).toEqual([
      ...['poll', 'process 0@0', 'poll', 'commit 0→1', 'poll', 'poll', ...ending],
    ])
  })

  test('TIME when more than ackTime has passed, as seen after each record', () => {
    // Asked: at the start, at the top, after record 0, after record 1, after record 2, ...
    const script = { polls: [[record(0, 0), record(0, 1), record(0, 2)]] }
    expect(runScript(springTime, { ...script, clock: [0, 1, 5000, 5001, 5002] }).log).toEqual([
      ...['poll', 'process 0@0', 'process 0@1', 'commit 0→2', 'process 0@2', 'poll'],
      ...['commit 0→3', ...ending],
    ])
  })

  test('TIME counts from the start of the container, before it has joined', () => {
    const { events } = play({ scenario: { members: 2 } }, springTime.run)
    const [joined] = of(events, 'joined')
    expect(joined?.time).toBeGreaterThan(ackTime.byDefault)
    const [first] = of(events, 'commit-requested')
    expect(first).toMatchObject({ offset: 1 })
  })

  test('TIME does not commit on an empty poll', () => {
    const polls = [[record(0, 0)], [], []]
    expect(runScript(springTime, { polls }).log).toEqual([
      ...['poll', 'process 0@0', 'poll', 'poll', 'poll', 'commit 0→1', ...ending],
    ])
  })

  test('COUNT_TIME commits by time, and the count starts again', () => {
    const polls = [[0, 1, 2, 3, 4, 5, 6].map((offset) => record(0, offset))]
    // The time runs out after record 1; five more records make the count.
    const { log } = runScript(springCountTime, { polls, clock: [0, 0, 0, 6000] })
    expect(log.filter((entry) => entry.startsWith('commit'))).toEqual(['commit 0→2', 'commit 0→7'])
    expect(log.indexOf('commit 0→2')).toBe(log.indexOf('process 0@1') + 1)
    expect(log.indexOf('commit 0→7')).toBe(log.indexOf('process 0@6') + 1)
  })

  test('enable.auto.commit leaves committing to the client', () => {
    expect(logOf(springAutoCommit, { polls: twoPolls })).not.toContain('commit')
  })
})

describe('syncCommits false', () => {
  test.each([
    [springRecord, springRecordAsync],
    [springBatch, springBatchAsync],
    [springManualImmediate, springManualImmediateAsync],
  ])('%o commits at the same moments, asynchronously', (sync, async) => {
    const expected = logOf(sync, { polls: twoPolls }).replaceAll('commit ', 'commit-async ')
    expect(logOf(async, { polls: twoPolls })).toBe(expected)
  })
})

test('MANUAL with enable.auto.commit is rejected at the start', () => {
  const settings = { 'enable.auto.commit': true }
  expect(runScript(springManual, { polls: twoPolls, settings })).toEqual({
    log: [],
    ended: 'IllegalStateException',
  })
})

test('acks out of order commit past the record that is still at work', () => {
  const { log } = runScript(springManualOutOfOrder, {
    polls: [
      [record(0, 5), record(0, 6), record(0, 7)],
      (world) => {
        world.perform(world.forks[2]?.())
        return []
      },
    ],
  })
  expect(log.slice(0, 5)).toEqual(['poll', 'poll', 'process 0@7', 'commit 0→8', 'poll'])
  expect(log).not.toContain('process 0@5')
})
