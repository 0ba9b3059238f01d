/** A listener of several topics: each has records, one group reads all, and all are judged. */
import { describe, expect, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { calmChoices } from '../../../src/model/choices.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { run } from '../../../src/model/run/run.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import type { PropertyName } from '../../../src/properties/all.ts'
import { searchUnit } from '../../../src/search/compare.ts'
import { createKafkaModel } from '../../../src/search/exhaustive/kafka/kafka-model.ts'
import { type SpringListener, springListener } from '../../../src/spring/spring-listener.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { of } from '../../model/scripted.ts'

const otherTopics = ['payments']
const ackMode = { 'spring.kafka.listener.ack-mode': 'manual_immediate' }

const listening = (listener: Partial<SpringListener>): Strategy =>
  springListener({ otherTopics, properties: ackMode, ...listener })

const sound = listening({})

/** Does what comes from the other topic in another thread, and says at once that it is done. */
const careless = listening({
  *onMessage(record, { process, fork, acknowledgment }) {
    if (record.topic === 'payments') yield* fork(() => process(record))
    else yield* process(record)
    yield* acknowledgment.acknowledge()
  },
})

function broken(strategy: Strategy, under: string, property: PropertyName): string | null {
  const { cells } = searchUnit(
    {
      ...{ strategy: strategy.name, fault: under, seed: 'topics', schedules: 100 },
      ...{ settings: {}, properties: [property], scenario: defaultScenario },
    },
    strategy,
    runStrategy,
  )
  return cells[0]?.counterexample?.witnesses[0]?.topic ?? null
}

describe('a listener of two topics', () => {
  test('is handed the records of both, and commits them in one group', () => {
    const events: HistoryEvent[] = []
    run(sound, defaultScenario, calmChoices, (event) => events.push(event))
    for (const kind of ['produced', 'polled', 'commit-applied'] as const) {
      const topics = new Set(of(events, kind).map(({ topic }) => topic))
      expect([...topics].sort()).toEqual(['orders', 'payments'])
    }
    expect(of(events, 'joined').every(({ group }) => group === undefined)).toBe(true)
  })

  test.each(['none', 'crash', 'join', 'retention', 'unclean-election', 'commit-refused'])(
    'loses nothing under %s, and ends',
    (under) => {
      const takesRecords = under === 'retention' || under === 'unclean-election'
      if (!takesRecords) expect(broken(sound, under, 'at-least-once')).toBeNull()
      expect(broken(sound, under, 'progress')).toBeNull()
    },
  )

  test('loses of the one topic what it does wrong there alone', () => {
    expect(broken(careless, 'crash', 'at-least-once')).toBe('payments')
  })

  test('is not proved, and has no topic twice', () => {
    const scenario = { ...defaultScenario, budgets: {} }
    expect(() => createKafkaModel(sound, scenario, [])).toThrow('several topics')
    const own = listening({ otherTopics: ['orders'] })
    expect(() => run(own, defaultScenario, calmChoices, () => {})).toThrow('or that of the run')
    expect(() => listening({ retryableTopic: {} })).toThrow('retry topics of several topics')
  })
})
