import { describe, expect, test } from 'vitest'
import {
  batchListenerFailed,
  defaultErrorHandler,
  fixedBackOff,
} from '../../../src/strategies/spring-kafka/public.ts'
import { assigning, type Batch, runBatch } from './scripted-container.ts'
import { record } from './scripted-world.ts'

const poll = [record(0, 0), record(0, 1), record(0, 2)]
const always = Number.POSITIVE_INFINITY

const processing: Batch = ({ process }) =>
  function* (records) {
    for (const each of records) yield* process(each)
  }

/** Says which record failed. */
const telling: Batch = ({ process }) =>
  function* (records) {
    for (const [index, each] of records.entries()) {
      try {
        yield* process(each)
      } catch {
        throw batchListenerFailed(index)
      }
    }
  }

describe('a batch', () => {
  test('is committed when the listener has returned, not before the next poll', () => {
    const { log } = runBatch(processing, {}, { polls: [poll, []] })
    expect(log).toEqual([
      ...['poll', 'process 0@0', 'process 0@1', 'process 0@2', 'commit 0→3', 'poll', 'poll'],
      ...['unsubscribe', 'close'],
    ])
  })

  test('cannot be acknowledged record by record by the container', () => {
    const { log, ended } = runBatch(processing, { ackMode: 'RECORD' }, { polls: [poll] })
    expect([log, ended]).toEqual([[], 'IllegalStateException'])
  })

  test('counts as one ack per partition', () => {
    const both = [record(0, 0), record(0, 1), record(1, 7)]
    const properties = { ackMode: 'COUNT', ackCount: 3 } as const
    const { log } = runBatch(processing, properties, { polls: [both, [record(0, 2)]] })
    expect(log.slice(3)).toEqual([
      ...['process 1@7', 'poll', 'process 0@2', 'commit 0→3 1→8', 'poll', 'unsubscribe', 'close'],
    ])
  })
})

describe('a batch that fails as a whole', () => {
  test('is delivered again in place, ten times in all, then given up and committed as done', () => {
    const { log } = runBatch(processing, {}, { polls: [poll], failures: { '0@1': always } })
    expect(log.filter((entry) => entry === 'fail 0@1')).toHaveLength(10)
    expect(log.filter((entry) => entry.startsWith('seek'))).toEqual([])
    expect(log.slice(0, 6)).toEqual([
      ...['poll', 'process 0@0', 'fail 0@1', 'pause', 'process 0@0', 'fail 0@1'],
    ])
    expect(log.slice(-8)).toEqual([
      ...['skip 0@0', 'skip 0@1', 'skip 0@2', 'resume', 'commit 0→3'],
      ...['poll', 'unsubscribe', 'close'],
    ])
  })

  test('counts as acknowledged once it succeeds, although the listener never did so', () => {
    const script = { polls: [poll], failures: { '0@1': 1 } }
    const { log } = runBatch(processing, { ackMode: 'MANUAL' }, script)
    expect(log.slice(-5)).toEqual(['resume', 'commit 0→3', 'poll', 'unsubscribe', 'close'])
    const immediate = runBatch(processing, { ackMode: 'MANUAL_IMMEDIATE' }, script)
    expect(immediate.log.slice(-4)).toEqual(['commit 0→3', 'poll', 'unsubscribe', 'close'])
  })

  test('is sought when the recoverer fails', () => {
    const recoverer = {
      name: 'failing',
      // biome-ignore lint/correctness/useYield: it fails at once.
      *recover() {
        throw new Error('no')
      },
    }
    const commonErrorHandler = defaultErrorHandler({ backOff: fixedBackOff(0, 1), recoverer })
    const script = { polls: [poll], failures: { '0@1': always } }
    const { log } = runBatch(processing, { commonErrorHandler }, script)
    expect(log.slice(-5)).toEqual(['seek 0→0', 'resume', 'poll', 'unsubscribe', 'close'])
  })

  test('is waited for with polls, and left alone by a stop', () => {
    const commonErrorHandler = defaultErrorHandler({ backOff: fixedBackOff(2500, 1) })
    const script = { polls: [poll], failures: { '0@1': 1 } }
    const { log } = runBatch(processing, { commonErrorHandler }, script)
    expect(log.slice(3, 8)).toEqual([
      ...['pause', 'sleep 1000', 'sleep 1000', 'sleep 500', 'process 0@0'],
    ])
  })

  test('is delivered again when its commit failed', () => {
    const script = { polls: [poll], commitErrors: ['TimeoutException' as const] }
    const { log } = runBatch(processing, {}, script)
    expect(log.filter((entry) => entry === 'process 0@0')).toHaveLength(2)
    expect(log.slice(-5)).toEqual(['resume', 'commit 0→3', 'poll', 'unsubscribe', 'close'])
  })
})

describe('a batch whose listener says which record failed', () => {
  const again = Array.from({ length: 9 }, () => poll.slice(1))

  test('commits below it and polls it again, until it alone is given up', () => {
    const script = { polls: [poll, ...again], failures: { '0@1': always } }
    const { log } = runBatch(telling, {}, script)
    expect(log.slice(0, 6)).toEqual([
      ...['poll', 'process 0@0', 'fail 0@1', 'commit 0→1', 'seek 0→1', 'poll'],
    ])
    expect(log.filter((entry) => entry === 'seek 0→1')).toHaveLength(9)
    expect(log.slice(-7)).toEqual([
      ...['fail 0@1', 'skip 0@1', 'seek 0→2', 'commit 0→2', 'poll', 'unsubscribe', 'close'],
    ])
  })

  test('keeps the rest in the container without seekAfterError', () => {
    const commonErrorHandler = defaultErrorHandler({ seekAfterError: false })
    const script = { polls: [assigning(poll), []], failures: { '0@1': 1 } }
    const { log } = runBatch(telling, { commonErrorHandler }, script)
    expect(log).toEqual([
      ...['poll', 'process 0@0', 'fail 0@1', 'commit 0→1', 'commit 0→1', 'pause 0'],
      ...['process 0@1', 'process 0@2', 'commit 0→3', 'resume', 'poll', 'poll'],
      ...['unsubscribe', 'close'],
    ])
  })

  test('falls back to the whole batch for an index outside of it', () => {
    let calls = 0
    const wrong: Batch = () =>
      // biome-ignore lint/correctness/useYield: it fails at once.
      function* () {
        if (calls++ === 0) throw batchListenerFailed(3)
      }
    const { log } = runBatch(wrong, {}, { polls: [poll] })
    expect(log).toEqual(['poll', 'pause', 'resume', 'commit 0→3', 'poll', 'unsubscribe', 'close'])
  })
})
