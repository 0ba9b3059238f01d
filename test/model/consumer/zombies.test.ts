/** Members that are late, gone, or came back: what is fenced and what is not (A.7, A.8). */
import { describe, expect, it } from 'vitest'
import {
  type Act,
  firstRecords,
  goOn,
  lines,
  of,
  outcomeOf,
  play,
  seen,
  upTo,
} from '../scripted.ts'

const scenario = { partitions: 2, records: 12, members: 2 }

/** Commits after every batch and notes how that ended. */
const commitBatches: Act = function* (stage) {
  for (;;) {
    const records = yield* stage.consumer.poll()
    for (const record of records) yield* stage.process(record)
    if (records.length > 0) stage.note(yield* outcomeOf(stage.consumer.commitSync()))
  }
}

describe('zombies', () => {
  it('A.7.2: a member that froze past its session is expelled; only its commit is fenced', () => {
    const faults = [{ fault: 'pause', when: seen('processing-started', 'A'), target: 'A' }] as const
    const { events, notes } = play({ scenario, faults }, commitBatches)
    const taken = events.findIndex(
      (event) => event.kind === 'assigned' && event.member === 'B' && event.generation === 2,
    )
    expect(taken).toBeGreaterThan(0)
    const after = events.slice(taken)
    expect(lines(after, 'effect').some((text) => text.startsWith('A'))).toBe(true)
    expect(notes.find((note) => note.startsWith('A'))).toBe('A CommitFailedException')
    const [refused] = of(after, 'commit-refused')
    expect(refused).toMatchObject({ member: 'A', generation: 1 })
    expect(of(after, 'lost')[0]?.member).toBe('A')
  })

  it('A.7.1: a handler past max.poll.interval.ms leaves the group and goes on undisturbed', () => {
    const when = seen('processing-started', 'A')
    const { events } = play({ scenario, faults: [{ fault: 'slow-handler', when }] }, commitBatches)
    const fault = events.findIndex(({ kind }) => kind === 'fault')
    const story = lines(events.slice(fault), 'effect', 'processing-done', 'commit-refused', 'lost')
    const ofA = story.filter((text) => text.startsWith('A'))
    expect(ofA[0]).toMatch(/^A effect/)
    expect(ofA[1]).toMatch(/^A processing-done/)
    const refused = ofA.findIndex((text) => text.includes('CommitFailedException'))
    expect(refused).toBeGreaterThan(1)
    expect(ofA.findIndex((text) => text.startsWith('A lost'))).toBeGreaterThan(refused)
  })

  it('A.7.6: a stale worker commits with the new generation, and passes, for what it lost', () => {
    const faults = [{ fault: 'join', when: seen('polled') }] as const
    const { events, notes } = play({ scenario: { ...scenario, members: 1 }, faults }, (stage) =>
      stage.member === 'A' ? staleWorker(stage) : goOn(stage),
    )
    const [applied] = of(events, 'commit-applied')
    expect(notes).toEqual(['A [0]', 'A ok'])
    expect(applied).toMatchObject({ member: 'A', generation: 2, partition: 1, offset: 1 })
    const owner = of(events, 'assigned').filter((e) => e.generation === 2 && e.partition === 1)
    expect(owner.map(({ member }) => member)).toEqual(['B'])
  })

  const staleWorker: Act = function* (stage) {
    const { consumer, note } = stage
    yield* firstRecords(consumer)
    for (;;) {
      yield* consumer.poll()
      const assignment = yield* consumer.assignment()
      if (assignment.length === 1) {
        note(`[${assignment.map(({ partition }) => partition)}]`)
        break
      }
    }
    note(yield* outcomeOf(consumer.commitSync(upTo(1, 1))))
    yield* goOn(stage)
  }

  it('A.7.4: the old generation is accepted until the join phase is over', () => {
    const faults = [{ fault: 'join', when: seen('processing-started', 'A') }] as const
    const { events, notes } = play({ scenario: { ...scenario, members: 1 }, faults }, commitBatches)
    const joined = events.findIndex(({ kind }) => kind === 'fault')
    expect(notes[0]).toBe('A ok')
    expect(of(events.slice(joined), 'commit-applied')[0]).toMatchObject({ generation: 1 })
  })

  it('A.7.5: a member that is told of a rebalance rejoins at its next poll', () => {
    const faults = [{ fault: 'join', when: seen('processing-started', 'A') }] as const
    const { events } = play({ scenario: { ...scenario, members: 1 }, faults }, commitBatches)
    const joined = of(events, 'joined').map(({ member, generation }) => `${member}${generation}`)
    expect(joined.toSorted()).toEqual(['A1', 'A2', 'B2'])
    const rejoined = events.findIndex((e) => e.kind === 'revoked' && e.member === 'A')
    const batch = lines(events.slice(0, rejoined), 'processing-done')
    expect(batch).toEqual([
      'A processing-done 0@0',
      'A processing-done 0@1',
      'A processing-done 0@2',
    ])
  })
})

describe('static members', () => {
  const crash = { fault: 'crash', when: seen('processing-done', 'A'), target: 'A' } as const

  const patient = { 'group.instance.id': true, 'session.timeout.ms': 120_000 }

  it('A.8: a restart within the session gets the same assignment without a rebalance', () => {
    const { events } = play({ scenario, settings: patient, faults: [crash] }, goOn)
    const until = events.findIndex((e) => e.kind === 'polled' && e.member === 'C')
    const assigned = of(events.slice(0, until), 'assigned')
    expect(assigned.map((e) => `${e.member}${e.generation} ${e.partition}`)).toEqual([
      'A1 0',
      'B1 1',
      'C1 0',
    ])
    expect(of(events.slice(0, until), 'revoked')).toEqual([])
  })

  it('A.8: who took over a membership is not expelled for the dead one', () => {
    const { events } = play({ scenario, settings: patient, faults: [crash] }, goOn)
    expect(lines(events, 'lost', 'revoked')).toEqual([])
  })

  it('A.8: past the session it is expelled like anybody', () => {
    const settings = { 'group.instance.id': true, 'session.timeout.ms': 45_000 }
    const { events } = play({ scenario, settings, faults: [crash] }, goOn)
    const assigned = of(events, 'assigned').map((e) => `${e.member}${e.generation} ${e.partition}`)
    expect(assigned).toContain('B2 0')
  })

  it('A.8: a dynamic member that restarts is a new one, and the group rebalances', () => {
    const settings = { 'session.timeout.ms': 120_000 }
    const { events } = play({ scenario, settings, faults: [crash] }, goOn)
    expect(of(events, 'revoked').map(({ member }) => member)).toContain('B')
  })

  it.each([
    ['does not leave', true, []],
    ['leaves (dynamic)', false, ['B revoked 1']],
  ])('A.8: a static member that closes %s', (_, isStatic, revoked) => {
    const settings = { 'group.instance.id': isStatic }
    const shutdown = { ...crash, fault: 'shutdown' } as const
    const { events } = play({ scenario, settings, faults: [shutdown] }, goOn)
    const stopped = events.findIndex(({ kind }) => kind === 'stopped')
    const restarted = events.findIndex((e) => e.kind === 'started' && e.member === 'C')
    expect(stopped).toBeGreaterThan(0)
    expect(lines(events.slice(stopped, restarted), 'revoked')).toEqual(revoked)
  })
})
