/** `@RetryableTopic`: where a record goes, when it comes back, and what of it is judged. */
import { describe, expect, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import type { EventOf, HistoryEvent } from '../../../src/model/history.ts'
import { defaultScenario, type Scenario } from '../../../src/model/scenario.ts'
import type { PropertyName } from '../../../src/properties/all.ts'
import { sentence } from '../../../src/report/story/sentence.ts'
import { searchUnit } from '../../../src/search/compare.ts'
import { type SpringListener, springListener } from '../../../src/spring/spring-listener.ts'
import {
  exponentialBackOff,
  fixedBackOff,
  kafkaTransactions,
  logging,
  type RetryableTopic,
} from '../../../src/strategies/spring-kafka/public.ts'
import { routeOf } from '../../../src/strategies/spring-kafka/retry-topics/route.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { of, play, type Strike, seen } from '../../model/scripted.ts'

const failure = new Error('of the listener')

/** The topics that a record is in which always fails, by their suffixes. */
function wayOf(options: RetryableTopic, error = failure): readonly string[] {
  const route = routeOf(options)
  const way: string[] = []
  let at = ''
  for (let attempts = 1; attempts < 20; attempts++) {
    const next = route.next(at, attempts, error)
    if (next === null) return way
    way.push(`${next.suffix} ${next.delayMs}`)
    at = next.suffix
    if (next.suffix === '-dlt') return way
  }
  throw new Error('it never ends')
}

const doubling = exponentialBackOff({ initialInterval: 1000, multiplier: 2, maxInterval: 3000 })

describe('the way of a record that always fails', () => {
  test('is one retry topic for equal delays, to which it returns', () => {
    expect(wayOf({})).toEqual(['-retry 1000', '-retry 1000', '-dlt 0'])
    expect(wayOf({ attempts: 2 })).toEqual(['-retry 1000', '-dlt 0'])
    expect(wayOf({ attempts: 1 })).toEqual(['-dlt 0'])
  })

  test('is a topic for each retry, if it is to be, by numbers where all delays are equal', () => {
    const several = { sameIntervalTopicReuseStrategy: 'MULTIPLE_TOPICS' } as const
    expect(wayOf(several)).toEqual(['-retry-0 1000', '-retry-1 1000', '-dlt 0'])
  })

  test('is a topic for each delay, named after it', () => {
    const ends = ['-retry-3000 3000', '-retry-3000 3000', '-dlt 0']
    expect(wayOf({ attempts: 5, backOff: doubling })).toEqual([
      ...['-retry-1000 1000', '-retry-2000 2000', ...ends],
    ])
  })

  test('or numbered', () => {
    const numbered = { topicSuffixingStrategy: 'SUFFIX_WITH_INDEX_VALUE' } as const
    expect(wayOf({ attempts: 3, backOff: doubling, ...numbered })).toEqual([
      ...['-retry-0 1000', '-retry-1 2000', '-dlt 0'],
    ])
  })

  test('ends at once for what is excluded, and for what no retry helps', () => {
    const fatal = Object.assign(new Error(), { name: 'DeserializationException' })
    expect(wayOf({ exclude: ['Error'] })).toEqual(['-dlt 0'])
    expect(wayOf({}, fatal)).toEqual(['-dlt 0'])
  })

  test('ends nowhere without a dead letter topic', () => {
    expect(wayOf({ dltStrategy: 'NO_DLT' })).toEqual(['-retry 1000', '-retry 1000'])
  })
})

const listening = (listener: Partial<SpringListener>): Strategy =>
  springListener({ retryableTopic: {}, ...listener })

/** One partition, four records, and a fault. */
function played(strategy: Strategy, faults: readonly Strike[]): readonly HistoryEvent[] {
  const { retryTopics = [], run } = strategy
  return play({ faults, topics: { retryTopics }, wakesOnlyPoll: true }, run).events
}

const at = ({
  topic,
  partition,
  offset,
}: Pick<EventOf<'produced'>, 'topic' | 'partition' | 'offset'>) => `${topic}-${partition}@${offset}`

describe('a record that always fails', () => {
  const poison: Strike = { fault: 'poison-record', when: seen('processing-started', 'A-0') }
  const events = played(listening({}), [poison])

  test('goes to the retry topic and comes back, to the dead letter topic and does not', () => {
    expect(of(events, 'handed-on').map((one) => `${at(one)} ${one.toTopic}`)).toEqual([
      'orders-0@0 orders-retry',
      'orders-retry-0@0 orders-retry',
      'orders-retry-0@1 orders-dlt',
    ])
    expect(of(events, 'processing-failed').map(at)).toEqual([
      ...['orders-0@0', 'orders-retry-0@0', 'orders-retry-0@1'],
    ])
  })

  test('comes back when it is due, by a consumer of another group', () => {
    const failed = of(events, 'processing-failed')
    const again = of(events, 'processing-started').filter(({ topic }) => topic !== 'orders')
    expect(again.map(({ member }) => member)).toEqual(['A-1', 'A-1'])
    for (const [index, { time }] of again.entries()) {
      expect(time - (failed[index]?.time ?? 0)).toBeGreaterThanOrEqual(1000)
    }
    expect(of(events, 'joined').map(({ member, group }) => [member, group])).toEqual([
      ['A-0', undefined],
      ['A-1', 'ackurate-retry'],
    ])
  })

  test('is passed by those behind it', () => {
    const done = of(events, 'processing-done').map(at)
    expect(done).toEqual(['orders-0@1', 'orders-0@2', 'orders-0@3', 'orders-0@4'])
  })

  test('is polled before it is due, which pauses its partition', () => {
    const paused = of(events, 'paused').filter(({ topic }) => topic === 'orders-retry')
    expect(paused.length).toBeGreaterThan(0)
    expect(of(events, 'resumed').length).toBe(paused.length)
  })
})

/** What of the property is said of the first story that breaks it; null: none does. */
function said(
  strategy: Strategy,
  under: string,
  property: PropertyName,
  scenario: Partial<Scenario> = {},
): string | null {
  const { cells } = searchUnit(
    {
      ...{ strategy: strategy.name, fault: under, seed: 'retry', schedules: 150 },
      settings: strategy.settings ?? {},
      properties: [property],
      scenario: { ...defaultScenario, records: 10, ...scenario },
    },
    strategy,
    runStrategy,
  )
  const witness = cells[0]?.counterexample?.witnesses[0]
  return witness === undefined ? null : `${witness.topic}: ${witness.text}`
}

const sound = listening({})

describe.each(['crash+handler-error', 'poison-record', 'leader-failover+handler-error'])(
  'under %s a sound listener',
  (under) => {
    test('loses nothing, and ends', () => {
      expect(said(sound, under, 'at-least-once')).toBeNull()
      expect(said(sound, under, 'progress')).toBeNull()
    })
  },
)

test('a record that has been to a retry topic is overtaken', () => {
  expect(said(sound, 'handler-error', 'in-order')).toMatch(
    /^orders: took effect only after @\d+ had/,
  )
})

test('a crash between the copy and the commit makes two copies', () => {
  const twice = /took effect twice|is twice in orders-retry/
  expect(said(sound, 'crash+handler-error', 'at-most-once')).toMatch(twice)
})

test('a copy that is acknowledged before it is done is lost in a crash', () => {
  const early = listening({
    properties: { 'spring.kafka.listener.ack-mode': 'manual_immediate' },
    *onMessage(record, { process, acknowledgment }) {
      if (record.topic !== 'orders') yield* acknowledgment.acknowledge()
      yield* process(record)
      if (record.topic === 'orders') yield* acknowledgment.acknowledge()
    },
  })
  const lost = /^orders-retry: is lost: below the committed offset/
  expect(said(early, 'crash+handler-error', 'at-least-once')).toMatch(lost)
})

test('a story of a copy says what it is a copy of', () => {
  const text = sentence({
    ...{
      kind: 'produced',
      time: 0,
      topic: 'orders-retry',
      partition: 0,
      offset: 1,
      aborted: false,
    },
    copyOf: { topic: 'orders', partition: 1, offset: 2 },
  })
  expect(text).toEqual({
    ...{ who: '', text: 'orders-retry-0@1 is produced', note: 'a copy of orders-1@2' },
  })
})

test('a copy that nobody acknowledged is lost with its leader', () => {
  const careless = listening({ properties: { 'spring.kafka.producer.acks': '0' } })
  const lost = /^orders: is lost: below the committed offset, failed/
  expect(said(careless, 'leader-failover+handler-error', 'at-least-once')).toMatch(lost)
})

test('without a dead letter topic what fails for good is let go', () => {
  const none = listening({ retryableTopic: { dltStrategy: 'NO_DLT' } })
  const skipped = /^orders-retry: is lost: below the committed offset, skipped/
  expect(said(none, 'poison-record', 'at-least-once')).toMatch(skipped)
})

test('what is not modelled together is refused', () => {
  expect(() => listening({ *onBatch() {} })).toThrow('single records')
  expect(() => listening({ errorHandler: logging() })).toThrow('in the place of yours')
  const transactionManager = kafkaTransactions()
  expect(() => listening({ container: { transactionManager } })).toThrow('transactions')
  expect(() => listening({ container: { asyncAcks: true } })).toThrow('asyncAcks')
  expect(() => listening({ retryableTopic: { attempts: 0 } })).toThrow('greater than 0')
  const backOff = fixedBackOff(1000, 1)
  expect(() => listening({ retryableTopic: { backOff } })).toThrow('ends before its attempts do')
})
