/** The rebalance listener: which callback runs when, and what it may do (A.6). */
import { describe, expect, it } from 'vitest'
import { KafkaException } from '../../../src/model/errors.ts'
import type { Program } from '../../../src/model/instance/ops.ts'
import type { TopicPartition } from '../../../src/model/topic-partition.ts'
import {
  type Act,
  firstRecords,
  goOn,
  lines,
  of,
  outcomeOf,
  play,
  type Stage,
  type Strike,
  seen,
} from '../scripted.ts'

const cooperative = { 'partition.assignment.strategy': 'cooperative-sticky' } as const
const scenario = { partitions: 2, records: 12 }
const join: Strike = { fault: 'join', when: seen('polled') }

function names(partitions: readonly TopicPartition[]): string {
  return `[${partitions.map(({ partition }) => partition)}]`
}

/** Notes every callback; `inRevoked` and `inLost` run inside of theirs. */
function listening(
  inRevoked: Act = function* () {},
  inLost: Act | null = inRevoked,
  rest: Act = goOn,
): Act {
  return function* (stage) {
    const revoked = function* (partitions: readonly TopicPartition[]) {
      stage.note(`revoked ${names(partitions)}`)
      yield* inRevoked(stage)
    }
    const lost = function* (partitions: readonly TopicPartition[]) {
      stage.note(`lost ${names(partitions)}`)
      if (inLost !== null) yield* inLost(stage)
    }
    yield* stage.consumer.subscribe(['orders'], {
      onPartitionsRevoked: revoked,
      ...(inLost === null ? {} : { onPartitionsLost: lost }),
      // biome-ignore lint/correctness/useYield: it only tells.
      *onPartitionsAssigned(partitions: readonly TopicPartition[]) {
        stage.note(`assigned ${names(partitions)}`)
      },
    })
    yield* rest(stage)
  }
}

function* commitIfAnything({ consumer, note }: Stage) {
  if ((yield* consumer.assignment()).length === 0) return
  note(yield* outcomeOf(consumer.commitSync()))
}

describe('the rebalance listener, eager', () => {
  it('A.6: revoked with everything, even nothing, before anybody is assigned', () => {
    const { notes } = play({ scenario, faults: [join] }, listening())
    expect(notes.slice(0, 4)).toEqual([
      'A revoked []',
      'A assigned [0,1]',
      'B revoked []',
      'A revoked [0,1]',
    ])
    expect(notes.slice(4).sort()).toEqual(['A assigned [0]', 'B assigned [1]'])
  })

  it('A.6: a commit in revoked is accepted with the old generation', () => {
    const { events, notes } = play({ scenario, faults: [join] }, listening(commitIfAnything))
    expect(notes).toContain('A ok')
    const applied = of(events, 'commit-applied')
    expect(applied.length).toBeGreaterThan(0)
    for (const { member, generation } of applied) {
      expect([member, generation]).toEqual(['A', 1])
    }
    const after = events.slice(events.indexOf(applied.at(-1) as never))
    expect(lines(after, 'revoked')).toEqual(['A revoked 0', 'A revoked 1'])
  })

  it('A.6: positions are dropped and read again, also for a partition that comes back', () => {
    const { events } = play({ scenario, faults: [join] }, listening())
    const ofA = lines(events, 'position').filter((text) => text.startsWith('A'))
    expect(ofA).toEqual([
      'A position 0@0 committed',
      'A position 1@0 committed',
      'A position 0@0 committed',
    ])
  })
})

describe('the rebalance listener, cooperative', () => {
  it('A.6: revoked with what goes, a second rejoin, assigned with what is new', () => {
    const { events, notes } = play({ scenario, settings: cooperative, faults: [join] }, listening())
    expect(notes.filter((note) => note.startsWith('A'))).toEqual([
      'A assigned [0,1]',
      'A revoked [1]',
      'A assigned []',
      'A assigned []',
    ])
    expect(notes.indexOf('A revoked [1]')).toBeLessThan(notes.indexOf('B assigned [1]'))
    const generations = of(events, 'joined').filter(({ member }) => member === 'A')
    expect(generations.map(({ generation }) => generation)).toEqual([1, 2, 3])
  })

  it('A.6: a commit in revoked is accepted with the new generation', () => {
    const { events } = play(
      { scenario, settings: cooperative, faults: [join] },
      listening(commitIfAnything),
    )
    const applied = of(events, 'commit-applied')
    expect(applied.length).toBeGreaterThan(0)
    for (const { generation } of applied) expect(generation).toBe(2)
  })

  it('A.6: the position of a retained partition is kept', () => {
    const { events } = play({ scenario, settings: cooperative, faults: [join] }, listening())
    const ofA = lines(events, 'position').filter((text) => text.startsWith('A position 0'))
    expect(ofA).toEqual(['A position 0@0 committed'])
  })
})

describe('the lost callback', () => {
  const slow: Strike = { fault: 'slow-handler', when: seen('processing-started') }
  const pause: Strike = { fault: 'pause', when: seen('processing-started'), target: 'A' }

  it.each([slow, pause])('A.6: lost instead of revoked after $fault', (fault) => {
    const { events, notes } = play({ scenario, faults: [fault] }, listening())
    expect(notes.filter((note) => note.startsWith('A')).slice(0, 4)).toEqual([
      'A revoked []',
      'A assigned [0,1]',
      'A lost [0,1]',
      'A assigned [0,1]',
    ])
    expect(lines(events, 'revoked', 'lost')).toEqual(['A lost 0', 'A lost 1'])
  })

  it('A.6: who lost its generation keeps nothing, also if it is cooperative', () => {
    const script = { scenario, settings: cooperative, faults: [slow] }
    const { events, notes } = play(script, listening())
    expect(notes.filter((note) => note.startsWith('A'))).toEqual([
      'A assigned [0,1]',
      'A lost [0,1]',
      'A assigned [0,1]',
    ])
    expect(lines(events, 'revoked', 'lost')).toEqual(['A lost 0', 'A lost 1'])
  })

  it('A.6: a commit in lost fails in the client itself with CommitFailedException', () => {
    const { events, notes } = play({ scenario, faults: [slow] }, listening(commitIfAnything))
    expect(notes).toContain('A CommitFailedException')
    expect(of(events, 'commit-applied')).toEqual([])
  })

  it('A.6: a listener without lost has revoked called', () => {
    const { notes } = play({ scenario, faults: [slow] }, listening(undefined, null))
    expect(notes.slice(0, 3)).toEqual(['A revoked []', 'A assigned [0,1]', 'A revoked [0,1]'])
  })

  it('A.6: close calls lost instead of revoked when the membership is lost already', () => {
    const closeAtOnce: Act = function* (stage) {
      yield* firstRecords(stage.consumer)
      if (stage.member !== 'A') yield* goOn(stage)
      stage.note(yield* outcomeOf(stage.consumer.commitSync()))
      yield* stage.consumer.close()
      yield* stage.sleep(1_000_000)
    }
    const when = seen('commit-requested')
    const refused = (detail: number): Strike => ({
      fault: 'commit-refused',
      when,
      details: [detail],
    })
    const notesOf = (detail: number) => {
      const faults = [refused(detail)]
      const { notes } = play({ scenario, faults }, listening(undefined, undefined, closeAtOnce))
      return notes.filter((note) => note.startsWith('A')).slice(2)
    }
    expect(notesOf(6)).toEqual(['A CommitFailedException', 'A lost [0,1]'])
    expect(notesOf(7)).toEqual(['A KafkaException', 'A revoked [0,1]'])
  })
})

describe('a callback that throws', () => {
  function throwing(error: Error): Act {
    let thrown = false
    return listening(
      function* ({ consumer }) {
        if (thrown || (yield* consumer.assignment()).length === 0) return
        thrown = true
        throw error
      },
      undefined,
      function* (stage) {
        for (;;) {
          const outcome = yield* outcomeOf(stage.consumer.poll())
          if (outcome !== 'ok') stage.note(outcome)
        }
      },
    )
  }

  it.each([
    ['KafkaException', new RangeError('mine')],
    ['WakeupException', new KafkaException('WakeupException', 'mine')],
  ])('A.6: comes out of poll as %s, and is not called again', (name, error) => {
    const { notes } = play({ scenario, faults: [join] }, throwing(error))
    expect(notes.filter((note) => note.startsWith('A'))).toEqual([
      'A revoked []',
      'A assigned [0,1]',
      'A revoked [0,1]',
      `A ${name}`,
      'A assigned [0]',
    ])
  })

  it('A.6: comes out of poll once, as the first of two that one rebalance throws', () => {
    const thrower = (
      text: string,
      skip: number,
    ): ((p: readonly TopicPartition[]) => Program<void>) => {
      let calls = 0
      // biome-ignore lint/correctness/useYield: it only throws.
      return function* () {
        if (calls++ === skip) throw new RangeError(text)
      }
    }
    const script = { scenario, settings: cooperative, faults: [join] }
    const { notes } = play(script, function* ({ consumer, member, note }) {
      const onPartitionsRevoked = thrower('revoked', 0)
      const onPartitionsAssigned = thrower('assigned', member === 'A' ? 1 : -1)
      yield* consumer.subscribe(['orders'], { onPartitionsRevoked, onPartitionsAssigned })
      for (;;) {
        try {
          yield* consumer.poll()
        } catch (error) {
          note(error instanceof Error ? error.message : error)
        }
      }
    })
    expect(notes).toEqual(['A User rebalance callback throws an error (RangeError: revoked)'])
  })
})
