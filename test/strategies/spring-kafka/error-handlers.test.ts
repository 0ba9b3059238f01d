import { describe, expect, test } from 'vitest'
import { nextBackOff } from '../../../src/strategies/spring-kafka/back-off.ts'
import {
  type CommonErrorHandler,
  containerStopping,
  deadLetterPublishing,
  defaultErrorHandler,
  exponentialBackOff,
  fixedBackOff,
  logging,
  type Recoverer,
  type SpringDefinition,
  springStrategy,
} from '../../../src/strategies/spring-kafka/public.ts'
import { partitions, record, runScript, type Script } from './scripted-world.ts'

const always = Number.POSITIVE_INFINITY
const poll = [record(0, 0), record(0, 1), record(0, 2)]
const once = fixedBackOff(0, 1)

function handledBy(
  commonErrorHandler: CommonErrorHandler,
  script: Script,
  properties: SpringDefinition['properties'] = {},
) {
  const all = { ...properties, commonErrorHandler }
  return runScript(springStrategy({ name: 'a', summary: 'A.', properties: all }), script)
}

const assigning: Script['polls'][number] = (world) => {
  world.perform(world.listener.onPartitionsAssigned?.(partitions(0)))
  return poll
}

describe('DefaultErrorHandler', () => {
  test('commitRecovered commits at once in MANUAL_IMMEDIATE, and nothing more elsewhere', () => {
    const handler = defaultErrorHandler({ backOff: fixedBackOff(0, 0), commitRecovered: true })
    const script = { polls: [[record(0, 0)]], failures: { '0@0': always } }
    const { log } = handledBy(handler, script, { ackMode: 'MANUAL_IMMEDIATE' })
    expect(log.slice(1, 5)).toEqual(['fail 0@0', 'skip 0@0', 'commit 0→1', 'poll'])
    const { log: record_ } = handledBy(handler, script, { ackMode: 'RECORD' })
    expect(record_.slice(1, 5)).toEqual(['fail 0@0', 'skip 0@0', 'commit 0→1', 'poll'])
  })

  test('without ackAfterHandle leaves a recovered record unacknowledged', () => {
    const handler = defaultErrorHandler({ backOff: fixedBackOff(0, 0), ackAfterHandle: false })
    const script = { polls: [poll.slice(0, 1)], failures: { '0@0': always } }
    const { log } = handledBy(handler, script, { ackMode: 'RECORD' })
    expect(log).toEqual(['poll', 'fail 0@0', 'skip 0@0', 'poll', 'unsubscribe', 'close'])
  })

  test('without seekAfterError keeps the failed record and the rest, paused, and goes on', () => {
    const handler = defaultErrorHandler({ backOff: once, seekAfterError: false })
    const script = { polls: [assigning, []], failures: { '0@1': always } }
    const { log } = handledBy(handler, script, { ackMode: 'RECORD' })
    expect(log).toEqual([
      ...['poll', 'process 0@0', 'commit 0→1', 'fail 0@1', 'pause 0', 'fail 0@1', 'skip 0@1'],
      ...['commit 0→2', 'process 0@2', 'commit 0→3', 'resume', 'poll', 'poll'],
      ...['unsubscribe', 'close'],
    ])
  })

  test('drops what it keeps of a partition that is revoked', () => {
    const handler = defaultErrorHandler({ backOff: once, seekAfterError: false })
    const revoking: Script['polls'][number] = (world) => {
      world.perform(world.listener.onPartitionsRevoked?.(partitions(0)))
      return []
    }
    const script = { polls: [assigning], briefPolls: [revoking], failures: { '0@0': 1 } }
    const { log } = handledBy(handler, script)
    expect(log).toEqual([
      ...['poll', 'fail 0@0', 'pause 0', 'resume', 'poll', 'unsubscribe', 'close'],
    ])
  })

  test('stops where a paused consumer returns records while others wait', () => {
    const handler = defaultErrorHandler({ backOff: once, seekAfterError: false })
    const script = { polls: [assigning], briefPolls: [[record(1, 0)]], failures: { '0@0': 1 } }
    const { log, ended } = handledBy(handler, script)
    expect([log.at(-1), ended]).toEqual(['close', 'KafkaException'])
    expect(log).not.toContain('process 1@0')
  })

  test('retries what it is told to, and recovers the rest at once', () => {
    const script = { polls: [[record(0, 0)], [record(0, 0)]], failures: { '0@0': 1 } }
    const fails = (handler: CommonErrorHandler) =>
      handledBy(handler, script).log.includes('skip 0@0')
    expect(fails(defaultErrorHandler())).toBe(false)
    expect(fails(defaultErrorHandler({ notRetryable: ['HandlerError'] }))).toBe(true)
    expect(fails(defaultErrorHandler({ defaultFalse: true }))).toBe(true)
    const retryable = ['HandlerError']
    expect(fails(defaultErrorHandler({ defaultFalse: true, retryable }))).toBe(false)
  })

  test('waits between deliveries, before it seeks', () => {
    const handler = defaultErrorHandler({ backOff: fixedBackOff(1500, 1) })
    const script = { polls: [[record(0, 0)], [record(0, 0)]], failures: { '0@0': 1 } }
    expect(handledBy(handler, script).log.slice(0, 6)).toEqual([
      ...['poll', 'fail 0@0', 'sleep 1000', 'sleep 500', 'seek 0→0', 'poll'],
    ])
  })

  test('back-offs grow to their largest interval, and end', () => {
    const backOff = exponentialBackOff({ initialInterval: 1000, multiplier: 3, maxInterval: 5000 })
    expect([1, 2, 3, 4].map((failures) => nextBackOff(backOff, failures))).toEqual([
      ...[1000, 3000, 5000, 5000],
    ])
    const limited = exponentialBackOff({ initialInterval: 1000, maxRetries: 2 })
    expect([1, 2, 3].map((failures) => nextBackOff(limited, failures))).toEqual([1000, 1500, null])
    const elapsing = exponentialBackOff({ initialInterval: 1000, maxElapsedTime: 2500 })
    expect([1, 2, 3].map((failures) => nextBackOff(elapsing, failures))).toEqual([1000, 1500, null])
  })

  test.each([
    [fixedBackOff(1000, 9), true],
    [fixedBackOff(1000, 50), true],
    [fixedBackOff(1000, 51), undefined],
    [fixedBackOff(1000, 2 ** 63), undefined],
    [exponentialBackOff({ maxRetries: 6 }), true],
    [exponentialBackOff({ maxRetries: 2 ** 31 - 1 }), undefined],
    [exponentialBackOff({ maxElapsedTime: 300_000 }), true],
    [exponentialBackOff({ maxElapsedTime: 2 ** 63 }), undefined],
  ])('%j gives up: %s, which a back-off that outlasts a run does not', (backOff, givesUp) => {
    const properties = { commonErrorHandler: defaultErrorHandler({ backOff }) }
    expect(springStrategy({ name: 'a', summary: 'A.', properties }).givesUp).toBe(givesUp)
  })
})

describe('a dead letter topic', () => {
  const backOff = fixedBackOff(0, 0)

  test('is sent the record, which is then acknowledged', () => {
    const handler = defaultErrorHandler({ backOff, recoverer: deadLetterPublishing() })
    const script = { polls: [[record(0, 0)], []], failures: { '0@0': always } }
    expect(handledBy(handler, script).log.slice(1, 5)).toEqual([
      ...['fail 0@0', 'send orders-dlt', 'commit 0→1', 'poll'],
    ])
  })

  test('that does not take it has it sought, and its count begins again', () => {
    const recoverer = deadLetterPublishing({ topic: 'dead' })
    const handler = defaultErrorHandler({ backOff: once, recoverer })
    const polls = [[record(0, 0)], [record(0, 0)], [record(0, 0)], [record(0, 0)]]
    const script = { polls, failures: { '0@0': always }, failedSends: 1 }
    expect(handledBy(handler, script).log.slice(0, 14)).toEqual([
      ...['poll', 'fail 0@0', 'seek 0→0', 'poll', 'fail 0@0', 'send dead', 'seek 0→0'],
      ...['poll', 'fail 0@0', 'seek 0→0', 'poll', 'fail 0@0', 'send dead', 'commit 0→1'],
    ])
  })

  test('is not waited for without failIfSendResultIsError', () => {
    const recoverer = deadLetterPublishing({ failIfSendResultIsError: false })
    const handler = defaultErrorHandler({ backOff, recoverer })
    const script = { polls: [[record(0, 0)]], failures: { '0@0': always }, failedSends: 9 }
    expect(handledBy(handler, script).log.slice(1, 3)).toEqual(['fail 0@0', 'commit 0→1'])
  })

  test('of the user’s own making is a recoverer, too', () => {
    const recoverer: Recoverer = {
      name: 'own',
      recover: (_record, error, { send }) => send(error.name),
    }
    const handler = defaultErrorHandler({ backOff, recoverer })
    const script = { polls: [[record(0, 0)]], failures: { '0@0': always } }
    expect(handledBy(handler, script).log).toContain('send HandlerError')
  })
})

describe('the other error handlers', () => {
  const script = { polls: [poll], failures: { '0@1': 1 } }

  test('one commits what is done and stops the container with the exception', () => {
    const { log, ended } = handledBy(containerStopping(), script)
    expect(log).toEqual([
      ...['poll', 'process 0@0', 'fail 0@1', 'commit 0→1', 'unsubscribe', 'close'],
    ])
    expect(ended).toBe('HandlerError')
  })

  test('it stops for a commit that fails between two polls, too', () => {
    const failing = { polls: [poll, []], commitErrors: ['TimeoutException' as const] }
    expect(handledBy(containerStopping(), failing).ended).toBe('TimeoutException')
  })

  test('one logs the failure and goes on: the record counts as done', () => {
    expect(handledBy(logging(), script).log).toEqual([
      ...['poll', 'process 0@0', 'fail 0@1', 'skip 0@1', 'process 0@2', 'commit 0→3'],
      ...['poll', 'unsubscribe', 'close'],
    ])
  })
})
