/**
 * Listeners that send each record to an output topic: what is acknowledged before the brokers have
 * it is lost, and found; each cure is clean.
 */
import { describe, expect, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { searchUnit } from '../../../src/search/compare.ts'
import {
  type MessageListener,
  type SpringDefinition,
  springStrategy,
} from '../../../src/strategies/spring-kafka/public.ts'
import type { Services } from '../../../src/strategies/strategy.ts'

type Listener = (services: Services) => MessageListener

const forgets: Listener = ({ producer }) =>
  function* (record, acknowledgment) {
    yield* producer.send('out', record)
    yield* acknowledgment.acknowledge()
  }

const waits: Listener = ({ producer }) =>
  function* (record, acknowledgment) {
    const sent = yield* producer.send('out', record)
    yield* sent.get()
    yield* acknowledgment.acknowledge()
  }

/** Acknowledges on the producer's thread; what failed is acknowledged by nobody. */
const callsBack: Listener = ({ producer }) =>
  function* (record, acknowledgment) {
    const sent = yield* producer.send('out', record)
    yield* sent.whenComplete(function* (_, error) {
      if (error === null) yield* acknowledgment.acknowledge()
    })
  }

/** Whether it loses anything in so many schedules. */
function loses(listener: Listener, fault: string, more: Partial<SpringDefinition> = {}): boolean {
  const properties = { ackMode: 'MANUAL_IMMEDIATE', ...more.properties } as const
  const definition = { name: 'sends', summary: 'Sends.', listener, ...more, properties }
  const unit = {
    ...{ strategy: 'sends', fault, seed: 'sends', schedules: 120 },
    settings: { 'auto.offset.reset': 'earliest', ...more.settings },
    properties: ['at-least-once'],
    scenario: { ...defaultScenario, records: 10 },
  } as const
  const cells = searchUnit(unit, springStrategy(definition), runStrategy).cells
  return cells[0]?.verdict === 'violated'
}

describe.each(['crash', 'disconnect'])('under %s', (fault) => {
  test('a listener that forgets what it sends loses it', () => {
    expect(loses(forgets, fault)).toBe(true)
  })
  test('one that waits does not', () => {
    expect(loses(waits, fault)).toBe(false)
  })
})

test('one that acknowledges in a callback loses nothing with asyncAcks', () => {
  expect(loses(callsBack, 'crash', { properties: { asyncAcks: true } })).toBe(false)
})

test('one that forgets loses nothing by a stop, which closes its producers', () => {
  expect(loses(forgets, 'shutdown')).toBe(false)
})

test('acks=1 is not enough where leaders move', () => {
  expect(loses(waits, 'leader-failover', { settings: { acks: '1' } })).toBe(true)
  expect(loses(waits, 'leader-failover')).toBe(false)
})
