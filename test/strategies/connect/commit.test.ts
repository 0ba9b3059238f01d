/** What is committed and when, as `WorkerSinkTaskTest` of Kafka has it. */
import { describe, expect, test } from 'vitest'
import { KafkaException } from '../../../src/model/errors.ts'
import type { SinkDefinition } from '../../../src/strategies/connect/sink-task.ts'
import { at, type PollStep, record, records } from './scripted-worker.ts'
import { first, later, nothing, run } from './turns.ts'

describe('a commit by the clock', () => {
  test('is flushed and sent when the interval is over, and not waited for', () => {
    const { log, ended } = run([first, later(60_000), nothing])
    expect(log).toEqual([
      ...['poll 60000', 'open 0', 'put 0@0 0@1 0@2', 'poll 60000'],
      ...['flush 0@3', 'commit-async 0→3', 'poll 60000', 'poll 60000'],
      // Nobody has answered: what is committed is not known to be.
      ...['flush 0@3', 'close 0', 'commit 0→3', 'stop', 'leaves'],
    ])
    expect(ended).toBe('returned')
  })

  test('is left out where nothing is new', () => {
    const answered: PollStep = (world) => {
      world.answer()
      world.now += 60_000
      return []
    }
    const { log } = run([first, later(60_000), answered, nothing])
    expect(log.filter((line) => line.startsWith('commit'))).toEqual(['commit-async 0→3'])
    expect(log.filter((line) => line.startsWith('flush'))).toHaveLength(3)
  })

  test('does not begin while another is under way, until that is given up', () => {
    const config = { 'offset.flush.interval.ms': 1000, 'offset.flush.timeout.ms': 5000 }
    const polls = [first, later(1000), later(2000, [0, 3]), later(1000), later(2000), nothing]
    const { log } = run(polls, { config })
    const commits = log.flatMap((line, at) => (line.startsWith('commit-async') ? [line, at] : []))
    expect(commits.filter((one) => typeof one === 'string')).toEqual([
      'commit-async 0→3',
      'commit-async 0→4',
    ])
  })

  test('of an answer to an older one nothing is heard', () => {
    const config = { 'offset.flush.interval.ms': 1000, 'offset.flush.timeout.ms': 2000 }
    const late: PollStep = (world) => {
      world.answer()
      return []
    }
    const polls = [first, later(1000), later(2000, [0, 3]), later(0), late]
    const { log } = run(polls, { config })
    // The answer to 3 came when 4 was under way: neither is known to be committed at the end.
    expect(log.slice(-4)).toEqual(['close 0', 'commit 0→4', 'stop', 'leaves'])
  })
})

describe('a task that is asked what may be committed', () => {
  const commits = ({ log }: { readonly log: readonly string[] }) =>
    log.filter((line) => line.startsWith('commit'))

  test.each([
    ['less than it was put is committed', 0, 2, 'commit-async 0→2'],
    ['more than it was put is ignored', 0, 9, null],
    ['another partition is ignored', 7, 1, null],
  ])('%s', (_, partition, offset, expected) => {
    const more = { preCommit: () => [at(partition, offset)] }
    expect(commits(run([first, later(60_000), nothing], more))[0] ?? null).toBe(expected)
  })

  test('nothing is committed where it says nothing', () => {
    expect(commits(run([first, later(60_000), nothing], { preCommit: () => [] }))).toEqual([])
  })

  test('it throws: the worker seeks back to what is committed, and goes on', () => {
    let fails = true
    const more: Partial<SinkDefinition<unknown>> = {
      preCommit(offsets) {
        if (fails) throw new KafkaException('ConnectException', 'no flush')
        return offsets
      },
    }
    const again: PollStep = () => {
      fails = false
      return records(0, 0, 1)
    }
    const { log, ended } = run([first, later(60_000), again], more)
    expect(log).toContain('seek 0→0')
    expect(log.slice(-4)).toEqual(['close 0', 'commit 0→2', 'stop', 'leaves'])
    expect(ended).toBe('returned')
  })

  test('it throws when partitions go: there is no commit, and no end', () => {
    const fails = () => {
      throw new KafkaException('ConnectException', 'no flush')
    }
    const revoked: PollStep = (world) => {
      world.revoke(0)
      return []
    }
    const { log } = run([first, revoked, nothing], { preCommit: fails })
    expect(log.filter((line) => /^(commit|seek)/.test(line))).toEqual([])
    expect(log).toContain('close 0')
  })
})

describe('partitions that go', () => {
  test('are committed after the task has closed them', () => {
    const revoked: PollStep = (world) => {
      world.revoke(0)
      return []
    }
    const { log } = run([first, revoked])
    expect(log.slice(4, 7)).toEqual(['flush 0@3', 'close 0', 'commit 0→3'])
  })

  test('take only their own offsets along', () => {
    const two: PollStep = (world) => {
      world.assign(0, 1)
      return [record(0, 0), record(1, 5)]
    }
    const revoked: PollStep = (world) => {
      world.revoke(1)
      return []
    }
    const { log } = run([two, revoked], {}, { positions: [at(1, 5)] })
    expect(log).toContain('flush 1@6')
    expect(log).toContain('commit 1→6')
  })

  test('are not committed when they are lost', () => {
    const lost: PollStep = (world) => {
      world.lose(0)
      return []
    }
    const { log } = run([first, lost, nothing])
    expect(log).toEqual([
      ...['poll 60000', 'open 0', 'put 0@0 0@1 0@2', 'poll 60000'],
      ...['close 0', 'poll 60000', 'poll 60000', 'stop', 'leaves'],
    ])
  })

  test('a commit that is woken up is sent again', () => {
    const { log, ended } = run([first], {}, { commitErrors: ['WakeupException', null] })
    expect(log.filter((line) => line.startsWith('commit'))).toEqual(['commit 0→3', 'commit 0→3'])
    expect(ended).toBe('returned')
  })

  test('a commit that fails is left at that', () => {
    const { log, ended } = run([first], {}, { commitErrors: ['CommitFailedException'] })
    expect(log.slice(-3)).toEqual(['commit 0→3', 'stop', 'leaves'])
    expect(ended).toBe('returned')
  })
})
