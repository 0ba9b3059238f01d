/** Where a consumer's position is, and what a commit without offsets takes from it. */
import { describe, expect, it } from 'vitest'
import { isException } from '../../../src/model/errors.ts'
import {
  type Act,
  firstRecords,
  goOn,
  lines,
  of,
  outcomeOf,
  place,
  play,
  seen,
  upTo,
  type When,
} from '../scripted.ts'

/** Four records are there at the start, so that the first poll leaves one in the buffer. */
const tenRecords = { records: 10 }

const bothPolled: When = (event, before) =>
  event.kind === 'polled' && new Set(of(before, 'polled').map((p) => p.partition)).size === 2

describe('position', () => {
  it('A.2.1, A.4: moves when poll returns records: commitSync() commits these, done or not', () => {
    const { events, notes } = play({ scenario: tenRecords }, function* (stage) {
      yield* firstRecords(stage.consumer)
      stage.note(yield* stage.consumer.position(place(0)))
      yield* stage.consumer.commitSync()
      yield* goOn(stage)
    })
    expect(of(events, 'polled')[0]?.offsets).toEqual([0, 1, 2])
    expect(notes).toEqual(['A 3'])
    expect(lines(events, 'commit-applied')).toEqual(['A commit-applied 0@3'])
    const applied = events.findIndex(({ kind }) => kind === 'commit-applied')
    const started = events.findIndex(({ kind }) => kind === 'processing-started')
    expect(applied).toBeLessThan(started)
  })

  it('A.2.4: offsets are not dense, and the position is one past the last record', () => {
    const { events } = play({ scenario: { records: 8 }, world: 2 }, function* (stage) {
      yield* firstRecords(stage.consumer)
      yield* stage.consumer.commitSync()
      yield* goOn(stage)
    })
    const offsets = of(events, 'polled')[0]?.offsets ?? []
    const last = offsets.at(-1) ?? -1
    expect(offsets.length).toBe(3)
    expect(last).toBeGreaterThan(2)
    expect(lines(events, 'commit-applied')).toEqual([`A commit-applied 0@${last + 1}`])
  })

  it('A.2.3, A.2.7: seek drops what was fetched, and commits nothing', () => {
    const { events } = play({ scenario: tenRecords }, function* (stage) {
      yield* firstRecords(stage.consumer)
      yield* stage.consumer.seek(place(0), 1)
      yield* goOn(stage)
    })
    const polled = of(events, 'polled').flatMap(({ offsets }) => offsets)
    expect(polled.slice(0, 7)).toEqual([0, 1, 2, 1, 2, 3, 4])
    expect(of(events, 'commit-requested')).toEqual([])
  })

  it('A.2.3: an answer to a fetch from before a seek is dropped', () => {
    // The first poll returns all there is, and sends a fetch for what comes next.
    const settings = { 'max.poll.records': 100 }
    const { events } = play({ scenario: { records: 20 }, settings }, function* (stage) {
      yield* firstRecords(stage.consumer)
      yield* stage.consumer.seek(place(0), 1)
      yield* stage.sleep(5000)
      yield* goOn(stage)
    })
    const [first, second] = of(events, 'polled')
    expect(first?.offsets.length).toBeLessThan(20)
    expect(second?.offsets.slice(0, 3)).toEqual([1, 2, 3])
  })

  it('A.2.7: pause keeps what was fetched: it is returned although the log has lost it', () => {
    const script = {
      scenario: tenRecords,
      faults: [{ fault: 'retention', when: seen('polled'), details: [3] }],
    } as const
    const { events, notes } = play(script, function* (stage) {
      const { consumer } = stage
      yield* firstRecords(consumer)
      yield* consumer.pause([place(0)])
      stage.note((yield* consumer.poll()).length)
      yield* consumer.resume([place(0)])
      stage.note((yield* consumer.poll()).map(({ offset }) => offset))
      yield* goOn(stage)
    })
    expect(lines(events, 'deleted-below')).toEqual(['deleted-below 0@4'])
    expect(notes).toEqual(['A 0', 'A 3,4,5'])
    expect(lines(events, 'position')).toEqual(['A position 0@0 committed'])
  })

  const pauseAll: Act = function* (stage) {
    const { consumer, member } = stage
    const onPartitionsAssigned = function* () {
      stage.note((yield* consumer.paused()).map(({ partition }) => partition))
    }
    yield* consumer.subscribe(['orders'], { onPartitionsAssigned })
    yield* firstRecords(consumer)
    if (member === 'A') yield* consumer.pause([place(0), place(1)])
    yield* goOn(stage)
  }
  const join = { fault: 'join', when: seen('polled') } as const

  it('A.2.7: the paused flag goes with the partition when it is revoked (eager)', () => {
    const scenario = { partitions: 2, records: 8 }
    const { notes } = play({ scenario, faults: [join] }, pauseAll)
    expect(notes.filter((note) => note.startsWith('A'))).toEqual(['A ', 'A '])
  })

  it('A.2.7, A.6: a retained partition stays paused (cooperative)', () => {
    const settings = { 'partition.assignment.strategy': 'cooperative-sticky' } as const
    const scenario = { partitions: 2, records: 8 }
    const { notes } = play({ scenario, settings, faults: [join] }, pauseAll)
    const ofA = notes.filter((note) => note.startsWith('A'))
    expect(ofA.length).toBeGreaterThan(1)
    expect(ofA[0]).toBe('A ')
    for (const note of ofA.slice(1)) expect(note).toMatch(/^A [01]$/)
  })

  it('A.2.7: a negative offset is refused by seek and by a commit, before anything is sent', () => {
    const { events, notes } = play({}, function* (stage) {
      const { consumer } = stage
      yield* firstRecords(consumer)
      try {
        yield* consumer.seek(place(0), -1)
      } catch (error) {
        stage.note(isException(error, 'IllegalArgumentException'))
      }
      stage.note(yield* outcomeOf(consumer.commitSync(upTo(0, -1))))
      stage.note(yield* outcomeOf(consumer.commitAsync(upTo(0, -1))))
      stage.note(yield* outcomeOf(consumer.seek(place(7), 0)))
      yield* goOn(stage)
    })
    expect(notes).toEqual([
      'A true',
      'A IllegalArgumentException',
      'A IllegalArgumentException',
      'A IllegalStateException',
    ])
    expect(of(events, 'commit-requested')).toEqual([])
  })

  it('A.2.5: a partition that awaits validation is left out of commitSync()', () => {
    const scenario = { partitions: 2, records: 10 }
    const settings = { 'max.poll.records': 100 }
    const { events } = play(
      { scenario, settings, faults: [{ fault: 'leader-failover', when: bothPolled, target: 0 }] },
      function* (stage) {
        const { consumer } = stage
        let partitions: number[] = []
        while (!partitions.includes(0) || !partitions.includes(1)) {
          partitions = [
            ...partitions,
            ...(yield* consumer.poll()).map(({ partition }) => partition),
          ]
        }
        yield* stage.sleep(20_000)
        yield* consumer.commitSync()
        yield* consumer.poll()
        yield* consumer.commitSync()
        yield* goOn(stage)
      },
    )
    const commits = of(events, 'commit-requested').map(({ commit, partition }) => [
      commit,
      partition,
    ])
    expect(commits).toEqual([
      [0, 1],
      [1, 0],
      [1, 1],
    ])
  })

  it('A.2.6, A.3: auto-commit persists the initial position before any record was returned', () => {
    const settings = {
      'auto.offset.reset': 'latest',
      'enable.auto.commit': true,
      'auto.commit.interval.ms': 100,
      'group.initial.rebalance.delay.ms': 0,
    } as const
    const { events } = play({ settings, scenario: { newGroup: true, records: 5 } }, goOn)
    const initial = of(events, 'position')[0]?.offset
    expect(lines(events, 'position', 'commit-requested', 'polled').slice(0, 3)).toEqual([
      `A position 0@${initial} latest`,
      `A commit-requested 0@${initial}`,
      `A polled 0@${initial}`,
    ])
    expect(of(events, 'commit-applied')[0]).toMatchObject({ previous: null, source: 'auto' })
  })
})
