/**
 * Kafka transactions of the model's container beside those of a real one: spring-kafka 4.0.6, with
 * a scripted consumer and producer. The notation is that of `real-container.test.ts`; `o3` sends
 * offset 3 to the transaction. The producer that is closed after a failed commit is left out.
 */
import { expect, test } from 'vitest'
import { KafkaException } from '../../../src/model/errors.ts'
import {
  type BatchMessageListener,
  kafkaTransactions,
  type MessageListener,
} from '../../../src/strategies/spring-kafka/public.ts'
import type { Services } from '../../../src/strategies/strategy.ts'
import { asked } from './asked.ts'

const kafka = { transactionManager: kafkaTransactions() }

/** Acknowledges if it is to, and then fails the first so many times. */
function failing(times: number, acknowledges = false) {
  let left = times
  return ({ process }: Services): MessageListener =>
    function* (one, acknowledgment) {
      if (acknowledges) yield* acknowledgment.acknowledge()
      if (left-- > 0) throw new KafkaException('HandlerError', 'no')
      yield* process(one)
    }
}

test('records, one of which fails once', () => {
  expect(asked({ records: 2, properties: kafka, listener: failing(0) })).toBe(
    'init begin 0 o1 commit begin 1 o2 commit',
  )
  expect(asked({ records: 2, properties: kafka, listener: failing(1) })).toBe(
    'init begin abort seek0 begin 0 o1 commit begin 1 o2 commit',
  )
})

test('a MANUAL ack before a failure is committed outside of any transaction', () => {
  const properties = { ...kafka, ackMode: 'MANUAL' as const }
  expect(asked({ records: 2, properties, listener: failing(1, true) })).toBe(
    'init begin abort seek0 C1 begin 0 o1 commit begin 1 o2 commit',
  )
})

test('a fenced producer: the poll is passed over', () => {
  const transactionErrors = ['ProducerFencedException' as const]
  const run = { records: 5, listener: failing(0), transactionErrors }
  expect(asked({ ...run, properties: kafka })).toBe(
    'init begin 0 o1 commit init begin 3 o4 commit begin 4 o5 commit',
  )
  expect(asked({ ...run, properties: { ...kafka, stopContainerWhenFenced: true } })).toBe(
    'init begin 0 o1 commit',
  )
})

test('a commit without an answer: another producer, and the record again', () => {
  const transactionErrors = ['TimeoutException' as const]
  const listener = failing(0)
  expect(asked({ records: 2, properties: kafka, listener, transactionErrors })).toBe(
    'init begin 0 o1 commit seek0 init begin 0 o1 commit begin 1 o2 commit',
  )
})

test('offsets that are refused roll back', () => {
  const offsetsErrors = ['CommitFailedException' as const]
  const listener = failing(0)
  expect(asked({ records: 2, properties: kafka, listener, offsetsErrors })).toBe(
    'init begin 0 o1 abort seek0 begin 0 o1 commit begin 1 o2 commit',
  )
})

test('a batch that fails once', () => {
  let calls = 0
  const batchListener = (): BatchMessageListener =>
    // biome-ignore lint/correctness/useYield: it has nothing to ask of the world.
    function* () {
      if (calls++ === 0) throw new KafkaException('HandlerError', 'no')
    }
  expect(asked({ records: 2, properties: kafka, batchListener })).toBe(
    'init begin abort seek0 begin o2 commit',
  )
})
