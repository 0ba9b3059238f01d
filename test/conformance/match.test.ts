/** The matcher finds the model's own histories, and says no to what no strategy does. */
import { expect, test } from 'vitest'
import { type Matched, matchTrace } from '../../conformance/trace/match.ts'
import type { Trace, TraceEvent } from '../../conformance/trace/trace.ts'
import {
  commitAsyncAfterBatch,
  commitSyncAfterRecord,
  kafkaConsumerStrategies,
} from '../../src/strategies/kafka-consumer/all.ts'
import { walk } from './walk.ts'

const nothing = { schedule: 'none', script: { A: [] } } as const
const crash = { schedule: 'crash', script: { A: [{ kind: 'killed' }] } } as const
const join = { schedule: 'join', script: { A: [], B: [] } } as const

test.each(kafkaConsumerStrategies.map((strategy) => [strategy.name, strategy] as const))(
  '%s: a history of the model is found',
  (_, strategy) => {
    // An interval that may be over at any moment makes too many histories to look through.
    const chance = strategy.settings?.['enable.auto.commit'] === true ? 0 : 20
    for (const script of [{ ...nothing, chance }, crash, join]) {
      const trace = walk(strategy, { chance: 0, ...script, seed: 7 })
      expect(trace.members['A']?.length).toBeGreaterThan(0)
      const { outcome } = matchTrace(strategy, trace)
      expect([script.schedule, outcome]).toEqual([script.schedule, 'match'])
    }
  },
)

const plain = walk(commitSyncAfterRecord, { ...nothing, chance: 0, seed: 1 })

/** The matcher's answer when the trace's only member is said to have done this instead. */
function matched(change: (events: TraceEvent[]) => TraceEvent[], committed?: Trace['committed']) {
  const members = { A: change([...(plain.members['A'] ?? [])]) }
  return matchTrace(commitSyncAfterRecord, {
    ...plain,
    members,
    committed: committed ?? plain.committed,
  })
}

function firstOf(events: readonly TraceEvent[], kind: TraceEvent['kind']): number {
  const at = events.findIndex((event) => event.kind === kind)
  expect(at).toBeGreaterThanOrEqual(0)
  return at
}

/** What was expected at the first event that no path has, and what there was instead. */
function refusalOf(result: Matched) {
  if (result.outcome === 'match') throw new Error('it matches')
  return { outcome: result.outcome, ...result.refusal }
}

test('the trace as it was matches', () => {
  expect(matched((events) => events).outcome).toBe('match')
})

test('a commit that the strategy does not make has no path', () => {
  const result = matched((events) => {
    const at = firstOf(events, 'processing-done')
    const commit = { source: 'sync', partition: 0, offset: 4 } as const
    return events.toSpliced(at, 0, { kind: 'commit-requested', ...commit })
  })
  expect(refusalOf(result)).toMatchObject({
    outcome: 'no-path',
    expected: { A: 'commit-requested sync p0 @4' },
  })
})

test('a record that is processed twice without cause has no path', () => {
  const result = matched((events) => {
    const at = firstOf(events, 'processing-started')
    const end = firstOf(events, 'processing-done')
    return events.toSpliced(at, 0, ...events.slice(at, end + 1))
  })
  expect(refusalOf(result)).toMatchObject({
    outcome: 'no-path',
    instead: ['A: commit-requested sync p0 @1'],
  })
})

test('a commit that is one too high has no path', () => {
  const result = matched((events) =>
    events.map((event) => (event.kind.startsWith('commit-') ? oneMore(event) : event)),
  )
  expect(result.outcome).toBe('no-path')
})

function oneMore(event: TraceEvent): TraceEvent {
  return 'offset' in event ? { ...event, offset: event.offset + 1 } : event
}

test('committed offsets that the group has not have no path', () => {
  expect(matched((events) => events, [3, 4]).outcome).toBe('no-path')
})

test('an outcome heard of too early has no path, nor has one never heard of', () => {
  const trace = walk(commitAsyncAfterBatch, { ...nothing, chance: 0, seed: 1 })
  const events = trace.members['A'] ?? []
  const of = (changed: TraceEvent[]) =>
    matchTrace(commitAsyncAfterBatch, { ...trace, members: { A: changed } }).outcome
  expect(of([...events])).toBe('match')
  const at = firstOf(events, 'commit-acknowledged')
  const acknowledged = events[at] as TraceEvent
  const asked = firstOf(events, 'commit-requested')
  expect(of(events.toSpliced(at, 1).toSpliced(asked, 0, acknowledged))).toBe('no-path')
  // Answers may all be late, but one does not overtake another.
  const { partition, offset } = acknowledged as { partition: number; offset: number }
  const isFirst = (event: TraceEvent) =>
    event.kind === 'commit-acknowledged' && event.partition === partition && event.offset === offset
  expect(of(events.filter((event) => !isFirst(event)))).toBe('no-path')
})
