import { describe, expect, test } from 'vitest'
import { springAutoCommit } from '../../../src/strategies/spring-kafka/spring-auto-commit.ts'
import { springBatch } from '../../../src/strategies/spring-kafka/spring-batch.ts'
import { springManual } from '../../../src/strategies/spring-kafka/spring-manual.ts'
import { springRecord } from '../../../src/strategies/spring-kafka/spring-record.ts'
import { record, runScript, strategyNamed, throwing } from './scripted-world.ts'

const poll = [record(0, 0), record(0, 1), record(0, 2), record(1, 7)]
const again = [record(0, 1), record(0, 2), record(1, 7)]

describe('a listener that throws once', () => {
  test('BATCH commits what is done, seeks the failed record and all behind it', () => {
    const { log } = runScript(springBatch, { polls: [poll, again], failures: { '0@1': 1 } })
    expect(log).toEqual([
      ...['poll', 'process 0@0', 'fail 0@1', 'commit 0→1', 'seek 0→1', 'seek 1→7'],
      ...['poll', 'process 0@1', 'process 0@2', 'process 1@7', 'commit 0→3 1→8'],
      ...['poll', 'unsubscribe', 'close'],
    ])
  })

  test('the seeks happen even where the commit before them fails', () => {
    const { log } = runScript(springBatch, {
      polls: [poll],
      failures: { '0@1': 1 },
      commitErrors: ['TimeoutException'],
    })
    expect(log.slice(2)).toEqual([
      ...['fail 0@1', 'commit 0→1', 'seek 0→1', 'seek 1→7', 'poll', 'unsubscribe', 'close'],
    ])
  })

  test('with enable.auto.commit it only seeks', () => {
    const { log } = runScript(springAutoCommit, { polls: [poll], failures: { '0@1': 1 } })
    expect(log.slice(2, 5)).toEqual(['fail 0@1', 'seek 0→1', 'seek 1→7'])
  })
})

describe('a listener that always throws', () => {
  const polls = Array.from({ length: 10 }, () => [record(0, 3), record(0, 4)])
  const failures = { '0@3': Number.POSITIVE_INFINITY }

  test('is delivered ten times, then skipped and acknowledged', () => {
    const { log } = runScript(springBatch, { polls, failures })
    expect(log.filter((entry) => entry === 'fail 0@3')).toHaveLength(10)
    expect(log.filter((entry) => entry === 'seek 0→3')).toHaveLength(9)
    expect(log.slice(-7)).toEqual([
      ...['fail 0@3', 'skip 0@3', 'seek 0→4', 'commit 0→4', 'poll', 'unsubscribe', 'close'],
    ])
  })

  test('is not sought again once it is given up, with nothing behind it either', () => {
    const alone = Array.from({ length: 10 }, () => [record(0, 3)])
    const { log } = runScript(springBatch, { polls: alone, failures })
    expect(log.slice(-6)).toEqual([
      ...['fail 0@3', 'skip 0@3', 'commit 0→4', 'poll', 'unsubscribe', 'close'],
    ])
  })

  test('is committed at once by RECORD, with the poll by MANUAL, never by MANUAL_IMMEDIATE', () => {
    const afterSkip = (log: string[]) => log.slice(log.indexOf('skip 0@3') + 1).join(', ')
    const ending = 'unsubscribe, close'
    expect(afterSkip(runScript(springRecord, { polls, failures }).log)).toBe(
      `seek 0→4, commit 0→4, poll, ${ending}`,
    )
    expect(afterSkip(runScript(springManual, { polls, failures }).log)).toBe(
      `seek 0→4, commit 0→4, poll, ${ending}`,
    )
    expect(
      afterSkip(runScript(strategyNamed('spring-manual-immediate'), { polls, failures }).log),
    ).toBe(`seek 0→4, poll, ${ending}`)
  })

  test('is counted from one again after another record failed', () => {
    const first = polls.slice(0, 9)
    const script = {
      polls: [...first, [record(0, 5)], ...first],
      failures: { ...failures, '0@5': 1 },
    }
    const { log } = runScript(springBatch, script)
    expect(log.filter((entry) => entry === 'fail 0@3')).toHaveLength(18)
    expect(log).not.toContain('skip 0@3')
  })
})

describe('a commit that fails', () => {
  test('after a record is an error of that record: it is delivered again', () => {
    const { log } = runScript(springRecord, {
      polls: [[record(0, 0), record(0, 1)]],
      commitErrors: ['CommitFailedException'],
    })
    expect(log).toEqual([
      ...['poll', 'process 0@0', 'commit 0→1', 'seek 0→0', 'poll', 'unsubscribe', 'close'],
    ])
  })

  test('with CommitFailedException at the top of the loop is swallowed, and the turn polls', () => {
    const { log, ended } = runScript(springBatch, {
      polls: [[record(0, 0)], [record(0, 1)]],
      commitErrors: ['CommitFailedException'],
    })
    expect(log.slice(0, 6)).toEqual([
      ...['poll', 'process 0@0', 'commit 0→1', 'poll', 'process 0@1', 'commit 0→2'],
    ])
    expect(ended).toBe('returned')
  })

  test('with RetriableCommitFailedException is sent three times more', () => {
    const commitErrors = Array.from({ length: 9 }, () => 'RetriableCommitFailedException' as const)
    const { log } = runScript(springBatch, { polls: [[record(0, 0)], []], commitErrors })
    expect(log.filter((entry) => entry === 'commit 0→1')).toHaveLength(4)
    expect(log.slice(-3)).toEqual(['poll', 'unsubscribe', 'close'])
  })
})

describe('an exception of poll', () => {
  test('is logged, and the loop goes on', () => {
    const polls = [throwing('KafkaException'), [record(0, 0)]]
    const { log, ended } = runScript(springBatch, { polls })
    expect(log.slice(0, 4)).toEqual(['poll', 'poll', 'process 0@0', 'commit 0→1'])
    expect(ended).toBe('returned')
  })

  test.each(['NoOffsetForPartitionException', 'FencedInstanceIdException'] as const)(
    '%s closes the consumer and ends the process',
    (name) => {
      const { log, ended } = runScript(springBatch, { polls: [throwing(name), [record(0, 0)]] })
      expect(log).toEqual(['poll', 'close'])
      expect(ended).toBe(name)
    },
  )
})

test('a bug is not logged away', () => {
  const polls = [
    () => {
      throw new TypeError('a bug')
    },
  ]
  expect(() => runScript(springBatch, { polls })).toThrow(TypeError)
})
