/** When auto-commit commits, and what (the table of A.3). */
import { describe, expect, it } from 'vitest'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { type Act, firstRecords, goOn, lines, of, place, play, seen } from '../scripted.ts'

const settings = { 'enable.auto.commit': true }
const scenario = { records: 10 }
/** The first commit that is asked for. */
const commit = seen('commit-requested')

/** Polls, and stays away for longer than the interval with the records it got. */
const pollThenLinger: Act = function* (stage) {
  yield* firstRecords(stage.consumer)
  yield* stage.sleep(6000)
  yield* goOn(stage)
}

function indexOf(events: readonly HistoryEvent[], kind: HistoryEvent['kind']): number {
  return events.findIndex((event) => event.kind === kind)
}

describe('auto-commit', () => {
  it('A.3: inside poll, before records are collected: covers what earlier polls returned', () => {
    const { events } = play({ settings, scenario }, pollThenLinger)
    const story = lines(events, 'polled', 'commit-requested')
    expect(story.slice(0, 2)).toEqual(['A polled 0@0,1,2', 'A commit-requested 0@3'])
    expect(story[2]).toMatch(/^A polled 0@3/)
  })

  it('A.3: every commit is one past the last record of an earlier poll', () => {
    const { events } = play({ settings, scenario: { records: 16 } }, goOn)
    let position = 0
    const commits = []
    for (const event of events) {
      if (event.kind === 'polled') position = (event.offsets.at(-1) ?? -1) + 1
      if (event.kind === 'commit-requested') commits.push(event.offset - position)
    }
    expect(commits.length).toBeGreaterThan(1)
    expect(commits.every((ahead) => ahead === 0)).toBe(true)
  })

  it('A.3: a commit that was refused retriably comes again after retry.backoff.ms', () => {
    const faults = [{ fault: 'commit-refused', when: commit, details: [0] }] as const
    const { events } = play({ settings, scenario: { records: 20 }, faults }, goOn)
    const [first, second] = of(events, 'commit-requested')
    expect(of(events, 'commit-refused')[0]?.error).toBe('RetriableCommitFailedException')
    const between = (second?.time ?? 0) - (first?.time ?? 0)
    expect(between).toBeGreaterThanOrEqual(100)
    expect(between).toBeLessThan(5000)
  })

  it('A.3: a commit that was refused for good waits for the next interval', () => {
    const faults = [{ fault: 'commit-refused', when: commit, details: [7] }] as const
    const { events } = play({ settings, scenario: { records: 20 }, faults }, goOn)
    const [first, second] = of(events, 'commit-requested')
    expect(of(events, 'commit-refused')[0]?.error).toBe('KafkaException')
    expect((second?.time ?? 0) - (first?.time ?? 0)).toBeGreaterThanOrEqual(5000)
    expect(of(events, 'died')).toEqual([])
  })

  it('A.3: a rebalance commits first, and returns no more of what it gives up', () => {
    const faults = [{ fault: 'join', when: seen('polled') }] as const
    const { events } = play({ settings, scenario, faults }, function* (stage) {
      yield* firstRecords(stage.consumer)
      yield* stage.sleep(4000)
      yield* goOn(stage)
    })
    const story = lines(events, 'polled', 'commit-requested', 'commit-acknowledged', 'revoked')
    expect(story.slice(0, 4)).toEqual([
      'A polled 0@0,1,2',
      'A commit-requested 0@3',
      'A commit-acknowledged 0@3',
      'A revoked 0',
    ])
    expect(of(events, 'commit-requested')[0]?.source).toBe('auto')
  })

  it('A.3: the timer starts again when a rebalance is over', () => {
    const faults = [{ fault: 'join', when: seen('polled') }] as const
    const { events } = play({ settings, scenario: { records: 10, partitions: 2 }, faults }, goOn)
    const assigned = of(events, 'assigned').filter(({ generation }) => generation === 2)
    const later = of(events, 'commit-requested').filter(({ generation }) => generation === 2)
    expect(assigned.length).toBe(2)
    expect(later.length).toBeGreaterThan(0)
    const since = Math.min(...later.map(({ time }) => time)) - (assigned[0]?.time ?? 0)
    expect(since).toBeGreaterThanOrEqual(5000)
  })

  it('A.3: close commits all that was returned, done or not, and then leaves', () => {
    const faults = [{ fault: 'shutdown', when: seen('processing-started') }] as const
    const { events } = play({ settings, scenario, faults }, goOn)
    const until = events.slice(0, indexOf(events, 'stopped') + 1)
    expect(lines(until, 'commit-requested', 'commit-acknowledged', 'revoked', 'stopped')).toEqual([
      'A commit-requested 0@3',
      'A commit-acknowledged 0@3',
      'A revoked 0',
      'A stopped',
    ])
  })

  it('A.3: what close cannot commit is swallowed', () => {
    const faults = [
      { fault: 'shutdown', when: seen('processing-started') },
      { fault: 'commit-refused', when: commit, details: [7] },
    ] as const
    const { events } = play({ settings, scenario, faults }, goOn)
    expect(lines(events, 'commit-refused', 'stopped', 'died')).toEqual([
      'A commit-refused 0@3 KafkaException',
      'A stopped',
    ])
  })

  it.each([
    ['if the interval has passed', true, ['A commit-requested 0@3']],
    ['nothing before', false, []],
  ])('A.3: assign() commits %s', (_, linger, expected) => {
    const { events } = play({ settings, scenario }, function* (stage) {
      const { consumer } = stage
      yield* consumer.assign([place(0)])
      yield* firstRecords(consumer)
      if (linger) yield* stage.sleep(6000)
      yield* consumer.assign([])
      yield* stage.sleep(60_000)
    })
    const first = events.slice(0, indexOf(events, 'stopped'))
    expect(lines(first, 'commit-requested')).toEqual(expected)
  })

  it('A.3, 0.1 #6: unsubscribe commits nothing, although the interval has passed', () => {
    const { events } = play({ settings, scenario }, function* (stage) {
      yield* firstRecords(stage.consumer)
      yield* stage.sleep(6000)
      yield* stage.consumer.unsubscribe()
      yield* stage.sleep(60_000)
    })
    const first = events.slice(0, indexOf(events, 'stopped'))
    expect(lines(first, 'revoked', 'commit-requested')).toEqual(['A revoked 0'])
  })

  it('A.3: a crash commits nothing: all that was returned since comes again', () => {
    const faults = [{ fault: 'crash', when: seen('processing-done'), target: 'A' }] as const
    const { events } = play({ settings, scenario, faults }, goOn)
    const ofA = events.filter((event) => 'member' in event && event.member === 'A')
    expect(lines(ofA, 'commit-requested')).toEqual([])
    expect(lines(events, 'polled').slice(0, 2)).toEqual(['A polled 0@0,1,2', 'B polled 0@0,1,2'])
  })

  it('A.3: a consumer that was never asked to commits nothing (enable.auto.commit=false)', () => {
    const { events } = play({ scenario }, pollThenLinger)
    expect(of(events, 'commit-requested')).toEqual([])
  })
})
