/**
 * The model's container beside the real one: what KafkaMessageListenerContainer of spring-kafka
 * 3.3.16 and 4.0.6 asked of a scripted consumer, with one partition and polls of three records.
 * Each line was the same in both, but the one that says so. `C3` is a commit of offset 3, `!` one
 * that throws; a number is a record that the listener has processed. What it threw, and calls of
 * batch listeners, are left out.
 */
import { expect, test } from 'vitest'
import { KafkaException } from '../../../src/model/errors.ts'
import {
  type BatchMessageListener,
  batchListenerFailed,
  type CommonErrorHandler,
  containerStopping,
  defaultErrorHandler,
  fixedBackOff,
  logging,
  type MessageListener,
  storeTransaction,
} from '../../../src/strategies/spring-kafka/public.ts'
import type { Services } from '../../../src/strategies/strategy.ts'
import { asked } from './asked.ts'

const manual = { ackMode: 'MANUAL' } as const
const retrying = (retries: number) => defaultErrorHandler({ backOff: fixedBackOff(0, retries) })
const retaining = (retries: number) =>
  defaultErrorHandler({ backOff: fixedBackOff(0, retries), seekAfterError: false })
const by = (commonErrorHandler: CommonErrorHandler) => ({ commonErrorHandler })

/** A record listener that fails as often as `fails` says, and acknowledges. */
function failing(fails: (offset: number) => boolean, acknowledges = false) {
  return ({ process }: Services): MessageListener =>
    function* (one, acknowledgment) {
      if (fails(one.offset)) throw new KafkaException('HandlerError', 'no')
      yield* process(one)
      if (acknowledges) yield* acknowledgment.acknowledge()
    }
}

/** True the first so many times. */
function times(count: number, only = -1): (offset: number) => boolean {
  let left = count
  return (offset) => (only < 0 || offset === only) && left-- > 0
}

/** A batch listener that does these, one after another, and then nothing. */
function calls(...each: BatchMessageListener[]): (services: Services) => BatchMessageListener {
  const rest = [...each]
  return () =>
    function* (...all) {
      yield* rest.shift()?.(...all) ?? []
    }
}

// biome-ignore lint/correctness/useYield: it fails at once.
const throws: BatchMessageListener = function* () {
  throw new KafkaException('HandlerError', 'no')
}

const acknowledges: BatchMessageListener = (_records, acknowledgment) =>
  acknowledgment.acknowledge()

test('asyncAcks: a recovered record; those behind it are waited for (4.0.6)', () => {
  const properties = { ...manual, asyncAcks: true, ...by(retrying(1)) }
  const always = (offset: number) => offset === 0
  expect(asked({ records: 6, properties, listener: failing(always, true) })).toBe(
    'seek0 seek1 C1 pause',
  )
})

test('a nack while the error handler delivers the batch again', () => {
  const nacks: BatchMessageListener = (_records, acknowledgment) => acknowledgment.nack(1, 0)
  const batchListener = calls(throws, nacks, acknowledges, acknowledges)
  expect(asked({ records: 6, properties: { ...manual, ...by(retrying(3)) }, batchListener })).toBe(
    'pause resume C3 C6 seek4 C6',
  )
})

test('a nack whose commit fails', () => {
  let nacks = 0
  const listener = ({ process }: Services): MessageListener =>
    function* (one, acknowledgment) {
      if (one.offset === 1 && nacks++ === 0) return yield* acknowledgment.nack(0)
      yield* process(one)
      yield* acknowledgment.acknowledge()
    }
  const commitErrors = ['TimeoutException' as const]
  expect(asked({ records: 6, properties: manual, listener, commitErrors })).toBe(
    '0 C1! 3 C4 seek3 3 4 5 C6',
  )
})

test('a database transaction round the listener', () => {
  const properties = { transactionManager: storeTransaction() }
  const listener = failing(() => false)
  expect(asked({ records: 2, properties, listener })).toBe('begin 0 commit begin 1 commit C2')
  const each = { ...properties, ackMode: 'RECORD' as const }
  expect(asked({ records: 2, properties: each, listener })).toBe(
    'begin 0 C1 commit begin 1 C2 commit',
  )
  expect(asked({ records: 2, properties, batchListener: calls() })).toBe('begin C2 commit')
})

test('a MANUAL batch that is delivered again, and that nobody acknowledges', () => {
  const properties = { ...manual, ...by(retrying(3)) }
  expect(asked({ records: 3, properties, batchListener: calls(throws) })).toBe('pause resume C3')
})

test('what waits in the container without seekAfterError', () => {
  // biome-ignore lint/correctness/useYield: it fails at once.
  const tells: BatchMessageListener = function* () {
    throw batchListenerFailed(1)
  }
  const properties = by(retaining(3))
  expect(asked({ records: 3, properties, batchListener: calls(tells) })).toBe(
    'C1 C1 pause C3 resume',
  )
  const each = { ...by(retaining(1)), ackMode: 'RECORD' as const }
  expect(asked({ records: 3, properties: each, listener: failing(times(2, 1)) })).toBe(
    '0 C1 pause C2 2 C3 resume',
  )
})

test('the handlers that stop, and that only log', () => {
  const once = () => failing(times(1, 1))
  expect(asked({ records: 3, properties: by(containerStopping()), listener: once() })).toBe('0 C1')
  expect(asked({ records: 3, properties: by(logging()), listener: once() })).toBe('0 2 C3')
})

test('a batch whose commit fails', () => {
  const commitErrors = ['CommitFailedException' as const]
  expect(asked({ records: 6, batchListener: calls(), commitErrors })).toBe('C3! pause resume C3 C6')
})

test('a batch that is acknowledged in part, and then as a whole', () => {
  const inParts: BatchMessageListener = function* (records, acknowledgment) {
    yield* acknowledgment.acknowledge(0)
    if (records.length > 1) yield* acknowledgment.acknowledge()
  }
  const properties = { ackMode: 'MANUAL_IMMEDIATE' as const }
  expect(asked({ records: 4, properties, batchListener: calls(inParts, inParts) })).toBe('C1 C2 C4')
})
