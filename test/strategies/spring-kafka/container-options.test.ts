/** Options of a container that no strategy that ships sets, each in a log of its own. */
import { describe, expect, test } from 'vitest'
import {
  type AckMode,
  type BatchMessageListener,
  deadLetterPublishing,
  defaultAfterRollback,
  fixedBackOff,
  kafkaTransactions,
  type MessageListener,
  type Recoverer,
  springStrategy,
  storeTransaction,
} from '../../../src/strategies/spring-kafka/public.ts'
import { acknowledgingListener } from '../../../src/strategies/spring-kafka/spring-strategy.ts'
import type { Services } from '../../../src/strategies/strategy.ts'
import { assigning, type Properties, runBatch, runRecords } from './scripted-container.ts'
import { partitions, record, type Script } from './scripted-world.ts'

const poll = [record(0, 0), record(0, 1), record(0, 2)]
const always = Number.POSITIVE_INFINITY
const end = ['poll', 'unsubscribe', 'close']

const processing =
  ({ process }: Services): MessageListener =>
  (one) =>
    process(one)

const allOf = ({ process }: Services): BatchMessageListener =>
  function* (records) {
    for (const one of records) yield* process(one)
  }

describe('filters and interceptors', () => {
  const notFirst = { recordFilterStrategy: ({ offset }: { offset: number }) => offset === 0 }

  test('a filtered record counts as handled, but in the MANUAL modes is not acknowledged', () => {
    const script = { polls: [[record(0, 0)], []] }
    expect(runRecords(processing, notFirst, script).log.slice(1, 3)).toEqual([
      ...['skip 0@0', 'commit 0→1'],
    ])
    const manual = { ...notFirst, ackMode: 'MANUAL' as const }
    expect(runRecords(acknowledgingListener, manual, script).log).not.toContain('commit 0→1')
    const acked = { ...manual, ackDiscarded: true }
    expect(runRecords(acknowledgingListener, acked, script).log).toContain('commit 0→1')
  })

  test('a batch listener is given what is left, perhaps nothing; all is committed', () => {
    const script = { polls: [poll, [record(1, 0)]] }
    expect(runBatch(allOf, notFirst, script).log).toEqual([
      ...['poll', 'skip 0@0', 'process 0@1', 'process 0@2', 'commit 0→3'],
      ...['poll', 'skip 1@0', 'commit 1→1', ...end],
    ])
  })

  test('an intercepted record counts as handled, and only the container acknowledges it', () => {
    const recordInterceptor = (one: (typeof poll)[number]) => (one.offset === 1 ? null : one)
    const script = { polls: [poll.slice(0, 2)] }
    const at = (ackMode: AckMode) =>
      runRecords(processing, { recordInterceptor, ackMode }, script).log.slice(1, 6)
    expect(at('RECORD')).toEqual(['process 0@0', 'commit 0→1', 'skip 0@1', 'commit 0→2', 'poll'])
    expect(at('MANUAL_IMMEDIATE')).toEqual(['process 0@0', 'skip 0@1', ...end])
  })

  test('an intercepted batch counts as handled', () => {
    const { log } = runBatch(allOf, { batchInterceptor: () => null }, { polls: [poll] })
    expect(log).toEqual(['poll', 'skip 0@0', 'skip 0@1', 'skip 0@2', 'commit 0→3', ...end])
  })
})

describe('pauses and stops', () => {
  /** Pauses the container at record 0; the test resumes it. */
  function pausing(resume: { now?: () => void }) {
    return ({ process }: Services): MessageListener =>
      function* (one, _acknowledgment, container) {
        if (one.offset === 0) container.pause()
        resume.now = () => container.resume()
        yield* process(one)
      }
  }

  test('a paused container handles the rest of its poll, and polls on with all paused', () => {
    const resume: { now?: () => void } = {}
    const resuming: Script['polls'][number] = () => {
      resume.now?.()
      return []
    }
    const script = { polls: [assigning(poll), [], resuming] }
    expect(runRecords(pausing(resume), {}, script).log).toEqual([
      ...['poll', 'process 0@0', 'process 0@1', 'process 0@2', 'commit 0→3', 'pause 0', 'poll'],
      ...['poll', 'resume', ...end],
    ])
  })

  test('with pauseImmediate the rest waits in the container', () => {
    const resume: { now?: () => void } = {}
    const resuming: Script['polls'][number] = () => {
      resume.now?.()
      return []
    }
    const script = { polls: [assigning(poll)], briefPolls: [[], resuming] }
    const { log } = runRecords(pausing(resume), { pauseImmediate: true }, script)
    expect(log).toEqual([
      ...['poll', 'process 0@0', 'commit 0→1', 'pause 0', 'process 0@1', 'process 0@2', 'resume'],
      ...['commit 0→3', ...end],
    ])
  })

  test('partitions that are assigned to a paused container are paused', () => {
    const more: Script['polls'][number] = (world) => {
      world.perform(world.listener.onPartitionsAssigned?.(partitions(1)))
      return []
    }
    const { log } = runRecords(pausing({}), {}, { polls: [assigning(poll), more] })
    expect(log.slice(5)).toEqual(['pause 0', 'poll', 'pause 1', ...end])
  })

  test('idleBetweenPolls sleeps once it has partitions, short of max.poll.interval.ms', () => {
    const idle = { idleBetweenPolls: 1500 }
    const script = { polls: [assigning(poll.slice(0, 1))] }
    expect(runRecords(processing, idle, script).log.slice(0, 5)).toEqual([
      ...['poll', 'process 0@0', 'commit 0→1', 'sleep 1000', 'sleep 500'],
    ])
    const settings = { 'max.poll.interval.ms': 5200 }
    expect(runRecords(processing, idle, { ...script, settings }).log[3]).toBe('sleep 200')
  })
})

describe('transactions', () => {
  const kafka = { transactionManager: kafkaTransactions() }

  test('Kafka’s take the offset of each record with it', () => {
    const script = { polls: [poll.slice(0, 2), []] }
    expect(runRecords(processing, kafka, script).log).toEqual([
      ...['init-transactions', 'poll'],
      ...['begin-transaction', 'process 0@0', 'send-offsets 0→1', 'commit-transaction'],
      ...['begin-transaction', 'process 0@1', 'send-offsets 0→2', 'commit-transaction'],
      ...['poll', 'poll', 'close'],
    ])
  })

  test('a failed record is rolled back and sought, and given up without a commit', () => {
    const afterRollbackProcessor = defaultAfterRollback({ backOff: fixedBackOff(0, 1) })
    const script = { polls: [poll, poll], failures: { '0@0': always } }
    const { log } = runRecords(processing, { ...kafka, afterRollbackProcessor }, script)
    expect(log).toEqual([
      ...['init-transactions', 'poll', 'begin-transaction', 'fail 0@0', 'abort-transaction'],
      ...['seek 0→0', 'poll', 'begin-transaction', 'fail 0@0', 'abort-transaction'],
      ...['skip 0@0', 'seek 0→1', 'poll', 'close'],
    ])
  })

  test('with commitRecovered its offset has a transaction of its own', () => {
    const backOff = fixedBackOff(0, 0)
    const afterRollbackProcessor = defaultAfterRollback({ backOff, commitRecovered: true })
    const script = { polls: [poll.slice(0, 1)], failures: { '0@0': always } }
    const { log } = runRecords(processing, { ...kafka, afterRollbackProcessor }, script)
    expect(log.slice(4)).toEqual([
      ...['abort-transaction', 'begin-transaction', 'skip 0@0', 'send-offsets 0→1'],
      ...['commit-transaction', 'poll', 'close'],
    ])
  })

  test('a batch is one transaction, and rolled back for ever', () => {
    const script = { polls: [poll, poll], failures: { '0@1': 1 } }
    expect(runBatch(allOf, kafka, script).log.slice(2)).toEqual([
      ...['begin-transaction', 'process 0@0', 'fail 0@1', 'abort-transaction', 'seek 0→0', 'poll'],
      ...['begin-transaction', 'process 0@0', 'process 0@1', 'process 0@2', 'send-offsets 0→3'],
      ...['commit-transaction', 'poll', 'close'],
    ])
  })

  test('a database’s commits before the offset in BATCH, and after it in RECORD', () => {
    const run = (ackMode: Properties['ackMode']) => {
      const properties = { transactionManager: storeTransaction(), ackMode: ackMode ?? 'BATCH' }
      return runRecords(processing, properties, { polls: [poll.slice(0, 1)] }).log.slice(1, 5)
    }
    expect(run('BATCH')).toEqual(['store-begin', 'process 0@0', 'store-commit', 'commit 0→1'])
    expect(run('RECORD')).toEqual(['store-begin', 'process 0@0', 'commit 0→1', 'store-commit'])
  })
})

describe('what is not modelled is refused', () => {
  test('a process without a consumer', () => {
    const define = () =>
      springStrategy({ name: 'a', summary: 'A.', properties: { concurrency: 0 } })
    expect(define).toThrow(/concurrency must be greater than 0/)
  })

  test('a recoverer that sends, or may, beside Kafka transactions', () => {
    const after = (recoverer: Recoverer) => ({
      transactionManager: kafkaTransactions(),
      afterRollbackProcessor: defaultAfterRollback({ recoverer }),
    })
    const define = (recoverer: Recoverer) => () =>
      springStrategy({ name: 'a', summary: 'A.', properties: after(recoverer) })
    const own: Recoverer = { name: 'own', recover: (_record, _error, { skip }) => skip() }
    expect(define(deadLetterPublishing())).toThrow(/not modelled/)
    expect(define(own)).toThrow(/not modelled/)
    expect(define({ ...own, sends: false })).not.toThrow()
  })
})
