import { describe, expect, it } from 'vitest'
import type { Offsets } from '../../../src/model/consumer/api.ts'
import { type ExceptionName, KafkaException } from '../../../src/model/errors.ts'
import type { Op } from '../../../src/model/instance/ops.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { at, crash, drive, play, record, shipped } from '../drive.ts'

const commitAsyncRetryInOrder = shipped('commit-async-retry-in-order')
const commitAsyncThenSyncOnClose = shipped('commit-async-then-sync-on-close')
const commitOnRevoke = shipped('commit-on-revoke')
const commitSyncAfterRecord = shipped('commit-sync-after-record')
const commitSyncBeforeProcessing = shipped('commit-sync-before-processing')
const transactional = shipped('transactional')

const kafka = (name: ExceptionName) => new KafkaException(name, 'as scripted')

/** Polls these batches, then crashes; returns what was done, as text. */
function log(
  strategy: Strategy,
  batches: (readonly [number, number][])[],
  answer: (op: Op, done: string[]) => unknown = () => undefined,
): string[] {
  const done: string[] = []
  const left = [...batches]
  drive(strategy, (op) => {
    if (op.op === 'process') done.push(`process ${op.record.partition}@${op.record.offset}`)
    if (op.op === 'commit-sync') done.push(`commit ${text(op.offsets)}`)
    if (op.op === 'seek') done.push(`seek ${op.partition.partition}@${op.offset}`)
    if (op.op === 'send-offsets') done.push(`send ${text(op.offsets)}`)
    if (op.op.endsWith('-transaction') || op.op === 'close') done.push(op.op)
    if (op.op === 'poll' && left.length > 0) {
      return (left.shift() ?? []).map(([partition, offset]) => record(partition, offset))
    }
    const value = answer(op, done)
    return op.op === 'poll' && value === undefined ? crash() : value
  })
  return done
}

const text = (offsets: Offsets | null | undefined): string =>
  offsets?.map(({ partition, offset }) => `${partition}@${offset}`).join(' ') ?? 'position'

describe('commit-sync-before-processing', () => {
  it('processes after the commit, and only then', () => {
    expect(log(commitSyncBeforeProcessing, [[[0, 4]], []])).toEqual(['commit 0@5', 'process 0@4'])
  })

  it.each(['CommitFailedException', 'RebalanceInProgressException'] as const)(
    'drops a batch whose commit met %s',
    (name) => {
      const done = log(commitSyncBeforeProcessing, [[[0, 4]], []], (op) => {
        if (op.op === 'commit-sync') throw kafka(name)
        return undefined
      })
      expect(done).toEqual(['commit 0@5'])
    },
  )

  it('dies when the outcome is unknown', () => {
    const timeout = (op: Op) => {
      if (op.op === 'commit-sync') throw kafka('TimeoutException')
      return undefined
    }
    expect(() => log(commitSyncBeforeProcessing, [[[0, 4]]], timeout)).toThrow('as scripted')
  })
})

describe('commit-sync-after-record', () => {
  it('processes the rest of the batch after a refused commit', () => {
    const done = log(
      commitSyncAfterRecord,
      [
        [
          [0, 4],
          [0, 5],
        ],
      ],
      (op) => {
        if (op.op === 'commit-sync') throw kafka('RebalanceInProgressException')
        return undefined
      },
    )
    expect(done).toEqual(['process 0@4', 'commit 0@5', 'process 0@5', 'commit 0@6'])
  })
})

describe('commit-async-then-sync-on-close', () => {
  it('commits synchronously on a wakeup, and closes', () => {
    const done = log(commitAsyncThenSyncOnClose, [[[0, 4]]], (op) => {
      if (op.op === 'poll') throw kafka('WakeupException')
      return undefined
    })
    expect(done).toEqual(['process 0@4', 'commit position', 'close'])
  })

  it('commits nothing after an exception of the handler', () => {
    const done: string[] = []
    const failing = (op: Op, so: string[]) => {
      done.splice(0, done.length, ...so)
      if (op.op === 'process') throw kafka('HandlerError')
      return undefined
    }
    expect(() => log(commitAsyncThenSyncOnClose, [[[0, 4]]], failing)).toThrow('as scripted')
    expect(done).toEqual(['process 0@4'])
  })
})

describe('commit-async-retry-in-order', () => {
  it('retries the latest commit, and leaves an older one to it', () => {
    const commits: Extract<Op, { op: 'commit-async' }>[] = []
    const answer = (op: Op) => {
      if (op.op === 'commit-async') commits.push(op)
      return op.op === 'stopping' ? false : undefined
    }
    log(commitAsyncRetryInOrder, [[[0, 4]], [[0, 5]]], answer)
    const [first, second] = commits
    const fail = (op: typeof first, offset: number, name: ExceptionName) => {
      if (op?.callback != null) play(op.callback([at(0, offset)], kafka(name)), answer)
    }
    fail(first, 5, 'RetriableCommitFailedException')
    expect(commits).toHaveLength(2)
    fail(second, 6, 'CommitFailedException')
    expect(commits).toHaveLength(2)
    fail(second, 6, 'RetriableCommitFailedException')
    expect(commits[2]?.offsets).toEqual([at(0, 6)])
    fail(second, 6, 'RetriableCommitFailedException')
    expect(commits).toHaveLength(3)
  })
})

describe('commit-on-revoke', () => {
  function batchThen(callback: 'onPartitionsRevoked' | 'onPartitionsLost'): Offsets[] {
    const commits: Offsets[] = []
    let polls = 0
    let called: Op | undefined
    const answer = (op: Op): unknown => {
      if (op.op === 'subscribe') called = op
      if (op.op === 'commit-sync') commits.push(op.offsets ?? [])
      if (op.op !== 'poll') return undefined
      polls += 1
      if (polls === 1) return [record(0, 4), record(1, 7)]
      if (called?.op === 'subscribe') {
        const body = called.listener?.[callback]?.([at(0, 0)])
        if (body !== undefined) play(body, answer)
      }
      return crash()
    }
    drive(commitOnRevoke, answer)
    return commits
  }

  it('commits what is done when partitions are revoked', () => {
    expect(batchThen('onPartitionsRevoked')).toEqual([[at(0, 5), at(1, 8)]])
  })

  it('commits nothing when they are lost', () => {
    expect(batchThen('onPartitionsLost')).toEqual([])
  })
})

describe('transactional', () => {
  it('sends offsets, and commits', () => {
    expect(log(transactional, [[[0, 4]]])).toEqual([
      'begin-transaction',
      'process 0@4',
      'send 0@5',
      'commit-transaction',
    ])
  })

  it('rewinds to the start of the batch after an abort', () => {
    const refused = (op: Op) => {
      if (op.op === 'send-offsets') throw kafka('CommitFailedException')
      return undefined
    }
    const batch: [number, number][] = [
      [0, 4],
      [0, 5],
    ]
    expect(log(transactional, [batch], refused).slice(-2)).toEqual([
      'abort-transaction',
      'seek 0@4',
    ])
  })

  it('neither aborts nor goes on when the outcome of a commit is unknown', () => {
    const unknown = (op: Op) => {
      if (op.op === 'commit-transaction') throw kafka('TimeoutException')
      if (op.op === 'abort-transaction') throw new Error('aborted')
      return undefined
    }
    expect(() => log(transactional, [[[0, 4]]], unknown)).toThrow('as scripted')
  })
})
