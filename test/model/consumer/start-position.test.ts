/** Where reading begins, and what happens when the log is no longer what it was (A.9, A.12). */
import { describe, expect, it } from 'vitest'
import { type Act, goOn, lines, of, outcomeOf, place, play, seen } from '../scripted.ts'

const policies = ['earliest', 'latest', 'none'] as const
const fourAtOnce = { records: 10 }

/** Polls for ever and notes what poll throws. */
const pollAnyway: Act = function* (stage) {
  for (let polls = 0; polls < 12; polls++) {
    const outcome = yield* outcomeOf(stage.consumer.poll())
    if (outcome === 'ok') continue
    stage.note(outcome)
    yield* stage.consumer.seekToEnd([])
  }
  yield* goOn(stage)
}

describe('the first position', () => {
  it('A.9: is the committed offset, whatever the policy is', () => {
    for (const policy of policies) {
      const { events } = play({ settings: { 'auto.offset.reset': policy } }, goOn)
      expect(lines(events, 'position')).toEqual(['A position 0@0 committed'])
    }
  })

  it('A.9: earliest: the log start', () => {
    const settings = { 'auto.offset.reset': 'earliest' } as const
    const { events } = play({ settings, scenario: { newGroup: true } }, goOn)
    expect(lines(events, 'position')).toEqual(['A position 0@0 earliest'])
    expect(of(events, 'polled')[0]?.offsets[0]).toBe(0)
  })

  it('A.9: latest: the log end; what was produced before is never read', () => {
    const settings = { 'auto.offset.reset': 'latest' } as const
    const { events } = play({ settings, scenario: { newGroup: true } }, goOn)
    const [position] = of(events, 'position')
    expect(position).toMatchObject({ reason: 'latest' })
    expect(position?.offset).toBeGreaterThan(0)
    expect(of(events, 'polled')[0]?.offsets[0]).toBe(position?.offset)
  })

  it('A.9: none: NoOffsetForPartitionException out of poll', () => {
    const settings = { 'auto.offset.reset': 'none' } as const
    const { events, notes } = play({ settings, scenario: { newGroup: true } }, pollAnyway)
    expect(notes[0]).toBe('A NoOffsetForPartitionException')
    expect(of(events, 'position')[0]?.reason).toBe('latest')
  })
})

describe('a reset by duration (KIP-1106)', () => {
  const settings = (duration: string) =>
    ({ 'auto.offset.reset': `by_duration:${duration}` }) as const
  const scenario = { newGroup: true }

  it('begins at the first record that is not older', () => {
    const all = play({ settings: settings('PT1H'), scenario }, goOn)
    expect(lines(all.events, 'position')).toEqual(['A position 0@0 by_duration'])
    const [begun] = of(all.events, 'position')
    const asked = (begun?.time ?? 0) - 2
    const produced = of(all.events, 'produced')
    const youngest = produced.findLast(({ time }) => time < asked)
    const since = asked - (youngest?.time ?? 0)
    const { events } = play({ settings: settings(`PT${since / 1000}S`), scenario }, goOn)
    const [position] = of(events, 'position')
    expect(position).toMatchObject({ reason: 'by_duration' })
    expect(produced.find(({ offset }) => offset === position?.offset)?.time).toBe(youngest?.time)
  })
})

describe('a position that is out of range', () => {
  /** Retention passes the committed offset before anybody has read from it. */
  const overtaken = { fault: 'retention', when: seen('started'), details: [1] } as const
  const scenario = fourAtOnce

  it.each(['earliest', 'latest'] as const)('A.9: below the log start: %s', (policy) => {
    const script = { scenario, settings: { 'auto.offset.reset': policy }, faults: [overtaken] }
    const { events } = play(script, goOn)
    const reset = of(events, 'position')[1]?.offset
    expect(lines(events, 'deleted-below', 'position')).toEqual([
      'deleted-below 0@2',
      'A position 0@0 committed',
      `A position 0@${policy === 'earliest' ? 2 : reset} ${policy}`,
    ])
    // With latest it jumps over records that are still there.
    expect((reset ?? 0) > 3).toBe(policy === 'latest')
  })

  it('A.9: none: OffsetOutOfRangeException out of poll', () => {
    const settings = { 'auto.offset.reset': 'none' } as const
    const { notes } = play({ scenario, settings, faults: [overtaken] }, pollAnyway)
    expect(notes[0]).toBe('A OffsetOutOfRangeException')
  })

  it('A.9: above the log end is out of range, at the log end is not', () => {
    const seekTo = (beyond: number): Act =>
      function* (stage) {
        const { consumer } = stage
        for (let next = 0; next < 10; ) next = ((yield* consumer.poll()).at(-1)?.offset ?? -1) + 1
        yield* consumer.seek(place(0), 10 + beyond)
        yield* goOn(stage)
      }
    const at = play({ scenario }, seekTo(0)).events
    expect(lines(at, 'position')).toEqual(['A position 0@0 committed', 'A position 0@10 seek'])
    const above = play({ scenario }, seekTo(3)).events
    expect(lines(above, 'position').slice(1)).toEqual([
      'A position 0@13 seek',
      'A position 0@0 earliest',
    ])
  })
})

describe('an unclean election', () => {
  const scenario = { records: 20 }
  /** The first poll returns all there is, so that any cut is below the position. */
  const settings = { 'max.poll.records': 100 }
  const cut = { fault: 'unclean-election', when: seen('polled'), details: [2] } as const
  /** The third: after the committed one and the seek. */
  const cutAfterSeek = { ...cut, when: seen('position', 'A', 2) }

  it('A.12, KIP-320: the epoch tells: back to the end of what both logs have', () => {
    const { events } = play({ scenario, settings, faults: [cut] }, goOn)
    const [before, after] = of(events, 'polled')
    const to = of(events, 'truncated-to')[0]?.offset ?? -1
    expect(to).toBeLessThan(before?.offsets.at(-1) ?? -1)
    expect(lines(events, 'position').slice(1)).toEqual([`A position 0@${to} truncation`])
    expect(after?.offsets[0]).toBe(to)
  })

  it('A.12, KIP-320: the loss of one record moves the position back by one', () => {
    const last = { ...cut, details: [0] }
    const { events } = play({ scenario: { records: 5 }, settings, faults: [last] }, goOn)
    expect(lines(events, 'polled', 'truncated-to', 'position').slice(0, 4)).toEqual([
      'A position 0@0 committed',
      'A polled 0@0,1,2,3,4',
      'truncated-to 0@4',
      'A position 0@4 truncation',
    ])
  })

  it('A.12, KIP-320: with none: LogTruncationException out of poll', () => {
    const none = { ...settings, 'auto.offset.reset': 'none' } as const
    const { notes } = play({ scenario, settings: none, faults: [cut] }, pollAnyway)
    expect(notes[0]).toBe('A LogTruncationException')
  })

  /** A sought position has no epoch, so that nothing can be validated. */
  const seekToWhereItIs = (enough: number): Act =>
    function* (stage) {
      const { consumer } = stage
      let next = 0
      while (next < enough) next = ((yield* consumer.poll()).at(-1)?.offset ?? -1) + 1
      yield* consumer.seek(place(0), next)
      yield* stage.sleep(20_000)
      yield* goOn(stage)
    }

  it('A.12: without an epoch new records below the position are skipped in silence', () => {
    const { events } = play({ scenario, settings, faults: [cutAfterSeek] }, seekToWhereItIs(1))
    const [before, after] = of(events, 'polled')
    const position = (before?.offsets.at(-1) ?? -1) + 1
    const to = of(events, 'truncated-to')[0]?.offset ?? -1
    expect(to).toBeLessThan(position)
    expect(of(events, 'produced').filter(({ offset }) => offset === to).length).toBe(2)
    expect(after?.offsets[0]).toBe(position)
    expect(of(events, 'position').map(({ reason }) => reason)).toEqual(['committed', 'seek'])
  })

  it('A.12: without an epoch a position beyond the log is a reset by policy', () => {
    const { events } = play({ scenario, settings, faults: [cutAfterSeek] }, seekToWhereItIs(20))
    expect(lines(events, 'position')).toEqual([
      'A position 0@0 committed',
      'A position 0@20 seek',
      'A position 0@0 earliest',
    ])
  })
})
