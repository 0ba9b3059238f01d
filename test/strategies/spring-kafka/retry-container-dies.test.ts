/** A container that a fatal exception stops, beside those of the other topics of its process. */
import { describe, expect, test } from 'vitest'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { springListener } from '../../../src/spring/spring-listener.ts'
import { ListenerException } from '../../../src/strategies/spring-kafka/public.ts'
import { lines, of, play, type Strike, seen } from '../../model/scripted.ts'

const strategy = springListener({
  retryableTopic: { attempts: 2 },
  properties: { 'spring.kafka.consumer.auto-offset-reset': 'none' },
  *onMessage(record, { process }) {
    if (record.topic === 'orders' && record.offset === 1) {
      throw new ListenerException('IllegalStateException', 'of the listener')
    }
    yield* process(record)
  },
})

/**
 * The offsets of the retry topic's group are lost before its consumer has asked for them:
 * NoOffsetForPartitionException, which stops its container.
 */
const lost: Strike = {
  fault: 'offsets-loss',
  when: seen('started', 'A-1'),
  // The topic's own group, and what it has committed, come first in the log.
  details: [2],
}

function played(faults: readonly Strike[]): readonly HistoryEvent[] {
  const { retryTopics = [], deadLetterTopic = '', settings = {}, run } = strategy
  const topics = { retryTopics, deadLetterTopic }
  return play({ faults, topics, settings, wakesOnlyPoll: true }, run).events
}

describe('a retry topic whose container has died', () => {
  const events = played([lost])

  test('is dead in a living process, whose listener goes on', () => {
    expect(of(events, 'consumer-crashed')).toMatchObject([
      { member: 'A-1', error: 'NoOffsetForPartitionException' },
    ])
    expect(lines(events, 'died', 'stopped')).toEqual([])
    expect(of(events, 'processing-done').map((one) => `${one.topic}@${one.offset}`)).toEqual([
      ...['orders@0', 'orders@2', 'orders@3', 'orders@4'],
    ])
  })

  test('keeps what was handed on to it', () => {
    expect(of(events, 'handed-on').map(({ toTopic }) => toTopic)).toEqual(['orders-retry'])
    expect(of(events, 'processing-started').every(({ topic }) => topic === 'orders')).toBe(true)
  })
})

test('a process that is asked to stop beside its dead container ends: the next starts', () => {
  const stop: Strike = { fault: 'shutdown', when: seen('processing-done', 'A-0'), target: 0 }
  const events = played([lost, stop])
  expect(lines(events, 'stopped')).toEqual(['A-1 stopped', 'A-0 stopped'])
  expect(of(events, 'started').map(({ member }) => member)).toEqual(['A-0', 'A-1', 'B-0', 'B-1'])
})
