/** commitSync: what each answer, or no answer, does to the caller (the table of A.4). */
import { describe, expect, it } from 'vitest'
import {
  type Act,
  firstRecords,
  goOn,
  lines,
  of,
  outcomeOf,
  play,
  type Strike,
  seen,
  upTo,
} from '../scripted.ts'

const requested = seen('commit-requested')
const commitEvents = [
  'commit-requested',
  'commit-applied',
  'commit-refused',
  'commit-unknown',
  'commit-acknowledged',
] as const

/** Takes the first records, commits, notes how that ended, and goes on. */
const commitOnce: Act = function* (stage) {
  yield* firstRecords(stage.consumer)
  stage.note(yield* outcomeOf(stage.consumer.commitSync()))
  yield* goOn(stage)
}

function commitUnder(...faults: Strike[]) {
  return play({ faults, scenario: { records: 7 } }, commitOnce)
}

describe('commitSync, answered', () => {
  it.each([
    ['COORDINATOR_LOAD_IN_PROGRESS', 0],
    ['COORDINATOR_NOT_AVAILABLE', 1],
    ['NOT_COORDINATOR', 2],
    ['REQUEST_TIMED_OUT', 3],
  ])('A.4: sends the same offsets again after %s', (code, detail) => {
    const fault = { fault: 'commit-refused', when: requested, details: [detail] } as const
    const { events, notes } = commitUnder(fault)
    expect(of(events, 'fault')[0]?.detail).toBe(code)
    expect(notes).toEqual(['A ok'])
    expect(lines(events, ...commitEvents)).toEqual([
      'A commit-requested 0@3',
      'A commit-applied 0@3',
      'A commit-acknowledged 0@3',
    ])
  })

  it.each([
    ['REBALANCE_IN_PROGRESS', 4, 'RebalanceInProgressException', 'revoked'],
    ['ILLEGAL_GENERATION', 5, 'CommitFailedException', 'lost'],
    ['UNKNOWN_MEMBER_ID', 6, 'CommitFailedException', 'lost'],
  ])('A.4: %s (detail %i) throws %s; its partitions are %s', (code, detail, exception, given) => {
    const fault = { fault: 'commit-refused', when: requested, details: [detail] } as const
    const { events, notes } = commitUnder(fault)
    expect(of(events, 'fault')[0]?.detail).toBe(code)
    expect(notes).toEqual([`A ${exception}`])
    expect(lines(events, ...commitEvents)).toEqual([
      'A commit-requested 0@3',
      `A commit-refused 0@3 ${exception}`,
    ])
    expect(lines(events, 'revoked', 'lost')).toEqual([`A ${given} 0`])
  })

  it('A.4: any other code is thrown, is not retried, and costs nothing else', () => {
    const fault = { fault: 'commit-refused', when: requested, details: [7] } as const
    const { events, notes } = commitUnder(fault)
    expect(notes).toEqual(['A KafkaException'])
    expect(lines(events, 'commit-applied', 'revoked', 'lost')).toEqual([])
  })
})

describe('commitSync, unanswered', () => {
  it.each([
    ['commit-lost', ['A commit-applied 0@3']],
    ['commit-unanswered', ['A commit-applied 0@3', 'A commit-applied 0@3']],
    ['commit-delayed', ['A commit-applied 0@3', 'A commit-applied 0@3']],
  ] as const)('A.4: %s: is sent again, which may apply it twice', (fault, applied) => {
    const { events, notes } = commitUnder({ fault, when: requested, details: [0] })
    expect(notes).toEqual(['A ok'])
    expect(lines(events, 'commit-applied')).toEqual(applied)
    expect(of(events, 'commit-acknowledged').length).toBe(1)
  })

  it.each([
    ['commit-lost', 0],
    ['commit-unanswered', 1],
    ['commit-delayed', 1],
  ] as const)(
    'A.4: %s past default.api.timeout.ms: TimeoutException, applied %i times',
    (fault, times) => {
      const { events, notes } = commitUnder({ fault, when: requested, details: [1] })
      expect(notes).toEqual(['A TimeoutException'])
      expect(lines(events, 'commit-unknown')).toEqual(['A commit-unknown 0@3 TimeoutException'])
      expect(of(events, 'commit-applied').length).toBe(times)
      expect(of(events, 'commit-acknowledged')).toEqual([])
    },
  )

  it('A.4: WakeupException while it waits; the request on its way may still be applied', () => {
    const { events } = commitUnder({ fault: 'shutdown', when: requested })
    const story = lines(events, ...commitEvents, 'stopped')
    expect(story).toContain('A commit-unknown 0@3 WakeupException')
    expect(story).toContain('A commit-applied 0@3')
    expect(story.indexOf('A commit-applied 0@3')).toBeGreaterThan(
      story.indexOf('A commit-unknown 0@3 WakeupException'),
    )
  })

  it('A.4: a disconnect is retried over a new connection', () => {
    const { events, notes } = commitUnder({ fault: 'disconnect', when: requested, details: [1] })
    expect(of(events, 'fault')[0]).toMatchObject({ member: 'A', fault: 'disconnect' })
    expect(notes).toEqual(['A ok'])
    // What was sent had arrived, and it was sent again.
    expect(lines(events, 'commit-applied')).toEqual([
      'A commit-applied 0@3',
      'A commit-applied 0@3',
    ])
    expect(lines(events, 'commit-acknowledged')).toEqual(['A commit-acknowledged 0@3'])
  })
})

describe('commitSync, refused by the client itself', () => {
  it('A.4, A.7.1: no member any more: CommitFailedException, nothing is sent', () => {
    const faults = [{ fault: 'slow-handler', when: seen('processing-started') }] as const
    const { events, notes } = play({ faults }, function* (stage) {
      for (const record of yield* firstRecords(stage.consumer)) yield* stage.process(record)
      stage.note(yield* outcomeOf(stage.consumer.commitSync()))
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A CommitFailedException'])
    const [ask, refusal] = events.filter(({ kind }) => kind.startsWith('commit-'))
    expect(refusal).toMatchObject({ kind: 'commit-refused', error: 'CommitFailedException' })
    // An answer of the broker would have taken two hops of the network.
    expect(refusal?.time).toBe(ask?.time)
    expect(lines(events, 'lost')).toEqual(['A lost 0'])
  })

  it('A.4: joining: RebalanceInProgressException, nothing is sent', () => {
    const { events, notes } = play({}, function* (stage) {
      const { consumer } = stage
      yield* stage.fork(function* () {
        stage.note(yield* outcomeOf(consumer.commitSync(upTo(0, 1))))
      })
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A RebalanceInProgressException'])
    const [ask, refusal] = events.filter(({ kind }) => kind.startsWith('commit-'))
    expect(refusal).toMatchObject({ kind: 'commit-refused', time: ask?.time })
    const joined = events.findIndex(({ kind }) => kind === 'joined')
    expect(events.indexOf(refusal as never)).toBeLessThan(joined)
  })

  it('A.4: with nothing to commit it returns at once', () => {
    const { events, notes } = play({}, function* (stage) {
      stage.note(yield* outcomeOf(stage.consumer.commitSync()))
      yield* goOn(stage)
    })
    expect(notes).toEqual(['A ok'])
    expect(of(events, 'commit-requested')).toEqual([])
  })

  it('A.4: a closed consumer throws IllegalStateException', () => {
    const { notes } = play({}, function* (stage) {
      const { consumer } = stage
      yield* firstRecords(consumer)
      yield* consumer.close()
      yield* consumer.close()
      stage.note(yield* outcomeOf(consumer.commitSync()))
      stage.note(yield* outcomeOf(consumer.poll()))
      yield* stage.sleep(1_000_000)
    })
    expect(notes.slice(0, 2)).toEqual(['A IllegalStateException', 'A IllegalStateException'])
  })

  it('A.7.3, 0.1 #4: without a generation it is accepted only while the group is empty', () => {
    const alone: Act = function* (stage) {
      const { consumer } = stage
      yield* consumer.assign([{ topic: stage.topic, partition: 0 }])
      yield* firstRecords(consumer)
      stage.note(yield* outcomeOf(consumer.commitSync()))
      yield* stage.sleep(1_000_000)
    }
    expect(play({}, alone).notes[0]).toBe('A ok')
    const { notes } = play({ scenario: { members: 2 } }, function* (stage) {
      if (stage.member === 'A') yield* goOn(stage)
      yield* stage.sleep(10_000)
      yield* alone(stage)
    })
    expect(notes[0]).toBe('B CommitFailedException')
  })
})
