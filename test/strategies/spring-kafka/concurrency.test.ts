/** `concurrency`: the containers of one process, what each has for itself, and what stops them. */
import { describe, expect, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import type { ConsumerRecord } from '../../../src/model/consumer/api.ts'
import type { FaultName } from '../../../src/model/faults/all.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { searchUnit } from '../../../src/search/compare.ts'
import { springListener } from '../../../src/spring/spring-listener.ts'
import {
  type Acknowledgment,
  type ContainerProperties,
  containerStopping,
  kafkaTransactions,
} from '../../../src/strategies/spring-kafka/public.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { lines, of, play, type Strike, seen, shipped } from '../../model/scripted.ts'

const listenerKey = 'spring.kafka.listener'

/** Acknowledges each record when it is done. */
const sound = (consumers: number, mode = 'manual_immediate') =>
  springListener({
    properties: { [`${listenerKey}.concurrency`]: consumers, [`${listenerKey}.ack-mode`]: mode },
    *onMessage(record, { process, acknowledgment }) {
      yield* process(record)
      yield* acknowledgment.acknowledge()
    },
  })

/** A field of the bean, in which one thread finds what another one has put there. */
const field = (consumers: number) =>
  springListener<{ latest: Acknowledgment | null }>({
    properties: {
      [`${listenerKey}.concurrency`]: consumers,
      [`${listenerKey}.ack-mode`]: 'manual_immediate',
    },
    start: () => ({ latest: null }),
    *onMessage(record, { process, acknowledgment, state }) {
      state.latest = acknowledgment
      yield* process(record)
      yield* state.latest?.acknowledge()
    },
  })

/** The same of its record, which it does after something that takes time. */
const recordInField = (consumers: number) =>
  springListener<{ current: ConsumerRecord | null }>({
    properties: { [`${listenerKey}.concurrency`]: consumers },
    start: () => ({ current: null }),
    *onMessage(record, { process, sleep, state }) {
      state.current = record
      yield* sleep(10)
      yield* process(state.current)
    },
  })

/** An executor does the record; the container takes it for done. */
const handingOff = springListener({
  properties: { [`${listenerKey}.concurrency`]: 2, [`${listenerKey}.ack-mode`]: 'batch' },
  *onMessage(record, { process, fork }) {
    yield* fork(() => process(record))
  },
})

function broken(
  strategy: Strategy,
  fault: FaultName | 'none',
  schedules: number,
): readonly string[] {
  const { cells } = searchUnit(
    {
      strategy: strategy.name,
      fault,
      settings: {},
      properties: ['at-least-once', 'progress', 'no-needless-rebalance'],
      scenario: { ...defaultScenario, faultsMax: 1 },
      seed: 'concurrency',
      schedules,
    },
    strategy,
    runStrategy,
  )
  return cells.filter(({ verdict }) => verdict === 'violated').map(({ property }) => property)
}

describe('two consumers in a process', () => {
  test.each(['crash', 'shutdown', 'join', 'pause', 'handler-error'] as const)(
    'acknowledge what each has done, and lose nothing under %s',
    (fault) => {
      expect(broken(sound(2), fault, 60)).toEqual([])
    },
  )

  test('find each other’s record, or acknowledgment, in a field; one finds its own', () => {
    expect(broken(recordInField(2), 'none', 100)).toContain('at-least-once')
    expect(broken(field(2), 'none', 100)).toContain('progress')
    expect(broken(recordInField(1), 'none', 100)).toEqual([])
    expect(broken(field(1), 'none', 100)).toEqual([])
  })

  test('lose what they hand to an executor', () => {
    expect(broken(handingOff, 'crash', 100)).toContain('at-least-once')
  })
})

/** Two partitions, and a process with two consumers. */
function played(strategy: Strategy, faults: readonly Strike[] = []): readonly HistoryEvent[] {
  const { consumersPerProcess = 1, wakesOnlyPoll = false, run } = strategy
  const scenario = { partitions: 2, records: 8, settings: settingsOf(strategy) }
  return play({ scenario, faults, consumersPerProcess, wakesOnlyPoll }, run).events
}

function settingsOf({ settings }: Strategy) {
  return { ...defaultScenario.settings, ...settings }
}

const oneFails: Strike = { fault: 'handler-error', when: seen('processing-started', 'A-0') }

describe('each container', () => {
  test('commits what it has polled itself, whoever acknowledges it', () => {
    const events = played(field(2))
    const polled = of(events, 'polled').map(({ member, partition }) => `${member} ${partition}`)
    const asked = of(events, 'commit-requested').map((one) => `${one.member} ${one.partition}`)
    expect(new Set(polled)).toEqual(new Set(['A-0 0', 'A-1 1']))
    expect(asked.length).toBeGreaterThan(0)
    for (const one of asked) expect(polled).toContain(one)
  })

  test('counts its own records', () => {
    const properties = { [`${listenerKey}.ack-mode`]: 'count', [`${listenerKey}.ack-count`]: 2 }
    const counting = (consumers: number) =>
      springListener({
        properties: { ...properties, [`${listenerKey}.concurrency`]: consumers },
      })
    const first = (consumers: number) =>
      of(played(counting(consumers)), 'commit-requested').map(({ offset }) => offset)[0]
    expect([first(1), first(2)]).toEqual([2, 2])
  })

  test('is paused where the application pauses the container, which is the parent', () => {
    const strategy = springListener({
      properties: { [`${listenerKey}.concurrency`]: 2 },
      *onMessage(record, { process, container }) {
        container.pause()
        yield* process(record)
      },
    })
    const paused = of(played(strategy), 'paused').map(({ member }) => member)
    expect(new Set(paused)).toEqual(new Set(['A-0', 'A-1']))
  })
})

describe('what stops', () => {
  const withConcurrency = (container: ContainerProperties) =>
    springListener({ container: { ...container, concurrency: 2 } })

  test('the container stops all, and the process ends with the exception', () => {
    const events = played(withConcurrency({ commonErrorHandler: containerStopping() }), [oneFails])
    expect(lines(events, 'stopping', 'stopped', 'died', 'consumer-crashed', 'started')).toEqual([
      'A-0 started',
      'A-1 started',
      'A-1 stopping',
      'A-0 died HandlerError',
      'A-1 stopped',
      'B-0 started',
      'B-1 started',
    ])
  })

  test('a fenced producer stops its own alone, and progress tells of it', () => {
    const strategy = withConcurrency({
      transactionManager: kafkaTransactions(),
      stopContainerWhenFenced: true,
    })
    const fenced: Strike = {
      fault: 'transaction-timeout',
      when: seen('processing-started', 'A-1'),
    }
    const events = played(strategy, [fenced])
    const [dead] = of(events, 'consumer-crashed')
    expect(dead).toMatchObject({ error: 'ProducerFencedException', restart: false })
    expect(lines(events, 'stopping', 'stopped', 'died')).toEqual([])
    const other = dead?.member === 'A-0' ? 'A-1' : 'A-0'
    const after = events.slice(events.indexOf(dead as HistoryEvent))
    expect(of(after, 'processing-done').map(({ member }) => member)).toContain(other)
    expect(broken(strategy, 'transaction-timeout', 300)).toContain('progress')
  })

  test('alone, a consumer takes its process with it, as ever', () => {
    const strategy = springListener({
      container: { transactionManager: kafkaTransactions(), stopContainerWhenFenced: true },
    })
    const fenced: Strike = { fault: 'transaction-timeout', when: seen('processing-started') }
    expect(lines(played(strategy, [fenced]), 'died')).toEqual(['A died ProducerFencedException'])
  })
})

test('a strategy says how many it has', () => {
  expect(sound(3).consumersPerProcess).toBe(3)
  expect(sound(1).consumersPerProcess).toBeUndefined()
  expect(shipped('spring-batch').consumersPerProcess).toBeUndefined()
})
