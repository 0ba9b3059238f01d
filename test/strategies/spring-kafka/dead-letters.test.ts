/** The listener of dead letters (`@DltHandler`), and several partitions of retry topics. */
import { describe, expect, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import type { PropertyName } from '../../../src/properties/all.ts'
import { searchUnit } from '../../../src/search/compare.ts'
import { type SpringListener, springListener } from '../../../src/spring/spring-listener.ts'
import {
  containerStopping,
  ListenerException,
  type RetryableTopic,
} from '../../../src/strategies/spring-kafka/public.ts'
import {
  partitionIn,
  partitionOfKey,
} from '../../../src/strategies/spring-kafka/retry-topics/partition-in.ts'
import { routeOf } from '../../../src/strategies/spring-kafka/retry-topics/route.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { of, play, type Strike, seen } from '../../model/scripted.ts'

const retryableTopic: RetryableTopic = { attempts: 2 }

const listening = (listener: Partial<SpringListener>): Strategy =>
  springListener({
    retryableTopic,
    *dltHandler(record, { process }) {
      yield* process(record)
    },
    ...listener,
  })

/** One partition, four records, and a fault. */
function played(strategy: Strategy, faults: readonly Strike[]): readonly HistoryEvent[] {
  const { retryTopics = [], retryPartitions = 1, deadLetterTopic = '', run } = strategy
  const topics = { retryTopics, retryPartitions, deadLetterTopic }
  return play({ faults, topics, wakesOnlyPoll: true }, run).events
}

const at = (one: { topic: string; partition: number; offset: number }) =>
  `${one.topic}-${one.partition}@${one.offset}`

const poison: Strike = { fault: 'poison-record', when: seen('processing-started', 'A-0') }
const fails: ListenerException = new ListenerException('IllegalStateException', 'of the handler')

/** The topics that a record is in whose dead letter fails, too. */
function wayOf(options: RetryableTopic, error: Error = fails): readonly (string | null)[] {
  const route = routeOf({ ...retryableTopic, ...options })
  const next = (suffix: string) => route.next(suffix, 2, error)?.suffix ?? null
  return [next('-retry'), next('-dlt')]
}

describe('what fails in the listener of dead letters', () => {
  test('comes back to it by default, or goes nowhere', () => {
    expect(wayOf({})).toEqual(['-dlt', '-dlt'])
    expect(wayOf({ dltStrategy: 'FAIL_ON_ERROR' })).toEqual(['-dlt', null])
  })

  test('goes nowhere if no retry helps, and comes back though it is excluded', () => {
    const fatal = Object.assign(new Error(), { name: 'ClassCastException' })
    expect(wayOf({}, fatal)).toEqual(['-dlt', null])
    expect(wayOf({ exclude: ['IllegalStateException'] })).toEqual(['-dlt', '-dlt'])
  })
})

describe('a record that always fails', () => {
  test('is done by the listener of dead letters, which a third consumer calls', () => {
    const events = played(listening({}), [poison])
    const started = of(events, 'processing-started').filter(({ offset }) => offset === 0)
    expect(started.map((one) => `${one.member} ${at(one)}`)).toEqual([
      ...['A-0 orders-0@0', 'A-1 orders-retry-0@0', 'A-2 orders-dlt-0@0'],
    ])
    expect(of(events, 'processing-done').map(at)).toContain('orders-dlt-0@0')
    expect(of(events, 'joined').map(({ group }) => group)).toEqual([
      ...[undefined, 'ackurate-retry', 'ackurate-dlt'],
    ])
    const dead = of(events, 'produced').filter(({ topic }) => topic === 'orders-dlt')
    expect(dead.map(({ copyOf }) => copyOf)).toEqual([
      { topic: 'orders-retry', partition: 0, offset: 0 },
    ])
  })

  test('is logged there and gone if that fails, or is handed to it again', () => {
    let calls = 0
    const twice = (dltStrategy: NonNullable<RetryableTopic['dltStrategy']>) => {
      calls = 0
      const strategy = listening({
        retryableTopic: { ...retryableTopic, dltStrategy },
        *dltHandler(record, { process }) {
          calls++
          if (calls < 3) throw fails
          yield* process(record)
        },
      })
      return played(strategy, [poison])
    }
    const failing = twice('FAIL_ON_ERROR')
    expect(calls).toBe(1)
    expect(of(failing, 'processing-skipped').map(at)).toEqual(['orders-dlt-0@0'])
    const always = twice('ALWAYS_RETRY_ON_ERROR')
    expect(calls).toBe(3)
    expect(of(always, 'processing-skipped')).toEqual([])
    const again = of(always, 'handed-on').filter(({ topic }) => topic === 'orders-dlt')
    expect(again.map((one) => `${at(one)} ${one.toTopic}@${one.toOffset}`)).toEqual([
      ...['orders-dlt-0@0 orders-dlt@1', 'orders-dlt-0@1 orders-dlt@2'],
    ])
    expect(of(always, 'processing-done').map(at)).toContain('orders-dlt-0@2')
  })
})

/** What of the property is said of the first story that breaks it; null: none does. */
function said(
  strategy: Strategy,
  under: string,
  property: PropertyName,
  schedules = 60,
): string | null {
  const { cells } = searchUnit(
    {
      ...{ strategy: strategy.name, fault: under, seed: 'dead', schedules },
      settings: strategy.settings ?? {},
      properties: [property],
      scenario: { ...defaultScenario, records: 10 },
    },
    strategy,
    runStrategy,
  )
  const witness = cells[0]?.counterexample?.witnesses[0]
  return witness === undefined ? null : `${witness.topic}: ${witness.text}`
}

const lets: RetryableTopic = { ...retryableTopic, dltStrategy: 'FAIL_ON_ERROR' }
const refusing = {
  *dltHandler(): Generator<never, void, never> {
    yield* []
    throw fails
  },
}

describe('of dead letters is said', () => {
  test.each(['poison-record', 'crash+poison-record'])(
    'that none is lost under %s if what fails comes back, and that it ends if it does not',
    (under) => {
      expect(said(listening({}), under, 'at-least-once')).toBeNull()
      expect(said(listening({ retryableTopic: lets }), under, 'progress')).toBeNull()
    },
  )

  test('that one is lost which its listener fails on, and which is not to come back', () => {
    const strategy = listening({ ...refusing, retryableTopic: lets })
    expect(strategy.givesUp).toBe(true)
    expect(said(strategy, 'poison-record', 'at-least-once')).toMatch(
      /^orders-dlt: is lost.*skipped/,
    )
  })

  test('that one comes back for ever which its listener always fails on', () => {
    const strategy = listening(refusing)
    expect(strategy.givesUp).toBeUndefined()
    expect(said(strategy, 'poison-record', 'progress', 10)).not.toBeNull()
  })

  test('that one is lost in a crash which is acknowledged before it is done', () => {
    const early = listening({
      properties: { 'spring.kafka.listener.ack-mode': 'manual_immediate' },
      *onMessage(record, { process, acknowledgment }) {
        yield* process(record)
        yield* acknowledgment.acknowledge()
      },
      *dltHandler(record, { process, acknowledgment }) {
        yield* acknowledgment.acknowledge()
        yield* process(record)
      },
    })
    const lost = /^orders-dlt: is lost: below the committed offset/
    expect(said(early, 'crash+poison-record', 'at-least-once')).toMatch(lost)
  })
})

describe('several partitions of retry topics', () => {
  test('a copy goes to the partition of its number, or to that of its key', () => {
    expect(partitionIn(3, { partition: 2, key: 'any' })).toBe(2)
    expect(partitionIn(2, { partition: 2, key: 'any' })).toBe(partitionOfKey('any', 2))
  })

  // From kafka-clients' own UtilsTest.testMurmur2, as positive numbers.
  test.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('the key %s has the hash of the Java client', (key, hash) => {
    const many = 2 ** 31
    expect(partitionOfKey(key, many)).toBe(hash & 0x7fffffff)
  })

  test('are read by the one group, and the copy is where its record was', () => {
    const strategy = listening({ retryableTopic: { attempts: 2, numPartitions: 2 } })
    const { retryPartitions, retryTopics, deadLetterTopic } = strategy
    expect({ retryPartitions, retryTopics, deadLetterTopic }).toEqual({
      ...{ retryPartitions: 2, retryTopics: ['-retry', '-dlt'], deadLetterTopic: '-dlt' },
    })
    const places: string[] = []
    const listener = listening({
      retryableTopic: { attempts: 2, numPartitions: 2 },
      *onMessage(record, { process }) {
        if (record.topic === 'orders') throw fails
        places.push(at(record))
        yield* process(record)
      },
    })
    expect(said(listener, 'none', 'at-least-once')).toBeNull()
    expect(said(listener, 'none', 'progress')).toBeNull()
    expect([0, 1].map((n) => places.some((one) => one.startsWith(`orders-retry-${n}@`)))).toEqual([
      ...[true, true],
    ])
  })

  test('lose nothing', () => {
    const listener = listening({ retryableTopic: { attempts: 2, numPartitions: 2 } })
    for (const under of ['crash+handler-error', 'leader-failover+handler-error']) {
      expect(said(listener, under, 'at-least-once')).toBeNull()
      expect(said(listener, under, 'progress')).toBeNull()
    }
  })
})

test('what is not possible is refused', () => {
  const none: RetryableTopic = { dltStrategy: 'NO_DLT' }
  expect(() => listening({ retryableTopic: none })).toThrow('NO_DLT')
  expect(() => listening({ retryableTopic: { numPartitions: 0 } })).toThrow('greater than 0')
  const handler = { *dltHandler() {} }
  expect(() => springListener({ ...handler })).toThrow('needs retry topics')
  expect(() => springListener({ ...handler, errorHandler: containerStopping() })).toThrow()
})
