/** Messages in flight: what keeps its order, what outlives its sender, what comes late. */
import { describe, expect, it } from 'vitest'
import {
  type Act,
  firstRecords,
  goOn,
  lines,
  of,
  play,
  type Strike,
  seen,
  upTo,
} from '../scripted.ts'

const scenario = { records: 10 }

/** Commits 1 to 4, one after the other, without waiting. */
const fourCommits: Act = function* (stage) {
  yield* firstRecords(stage.consumer)
  for (let offset = 1; offset <= 4; offset++) yield* stage.consumer.commitAsync(upTo(0, offset))
  yield* goOn(stage)
}

function applied(order: (ordinary: number, step: number) => number): number[] {
  const { events } = play({ scenario, order }, fourCommits)
  return of(events, 'commit-applied').map(({ offset }) => offset)
}

describe('connections', () => {
  it.each([
    ['the first', () => 0],
    ['the last', (ordinary: number) => ordinary - 1],
    ['one after the other', (ordinary: number, step: number) => step % ordinary],
  ])(
    'A.5, G.2: requests of one connection are applied in order, whichever is next: %s',
    (_, order) => {
      expect(applied(order)).toEqual([1, 2, 3, 4])
    },
  )

  it('A.5: a commit left on a broken connection is applied late, and goes back', () => {
    const faults: Strike[] = [{ fault: 'commit-delayed', when: seen('commit-requested') }]
    const { events } = play({ scenario, faults }, fourCommits)
    expect(of(events, 'commit-applied').map(({ offset }) => offset)).toEqual([2, 3, 4, 1])
    expect(of(events, 'commit-applied')[3]?.previous).toBe(4)
  })

  it('A.4: what a killed process had sent may still be applied, and nobody hears of it', () => {
    const faults: Strike[] = [{ fault: 'crash', when: seen('commit-requested'), target: 'A' }]
    const { events } = play({ scenario, faults }, function* (stage) {
      yield* firstRecords(stage.consumer)
      if (stage.member === 'A') yield* stage.consumer.commitSync()
      yield* goOn(stage)
    })
    const crash = events.findIndex(({ kind }) => kind === 'fault')
    expect(lines(events.slice(crash), 'commit-applied')).toEqual(['A commit-applied 0@3'])
    expect(of(events, 'commit-acknowledged')).toEqual([])
    expect(lines(events, 'position').slice(1)).toEqual(['B position 0@3 committed'])
  })

  it('A.7.2: a frozen process takes no answers until it wakes', () => {
    const faults: Strike[] = [{ fault: 'pause', when: seen('commit-requested'), target: 'A' }]
    const { events } = play({ scenario, faults }, function* (stage) {
      yield* firstRecords(stage.consumer)
      yield* stage.consumer.commitSync()
      yield* goOn(stage)
    })
    const [requested] = of(events, 'commit-requested')
    const [arrived] = of(events, 'commit-applied')
    const [told] = of(events, 'commit-acknowledged')
    expect((arrived?.time ?? 0) - (requested?.time ?? 0)).toBeLessThan(1000)
    expect((told?.time ?? 0) - (requested?.time ?? 0)).toBeGreaterThan(45_000)
  })

  it('A.7.2: what a frozen process has sent is taken, answer or no answer', () => {
    const third = seen('commit-requested', 'A', 3)
    const faults: Strike[] = [{ fault: 'pause', when: third, target: 'A' }]
    const { events } = play({ scenario: { ...scenario, members: 2 }, faults }, function* (stage) {
      for (;;) {
        for (const { topic, partition, offset } of yield* stage.consumer.poll()) {
          yield* stage.consumer.commitAsync([{ topic, partition, offset: offset + 1 }])
        }
      }
    })
    expect(lines(events, 'commit-applied').slice(0, 3)).toEqual([
      'A commit-applied 0@1',
      'A commit-applied 0@2',
      'A commit-applied 0@3',
    ])
    expect(lines(events, 'position')).toContain('B position 0@3 committed')
  })

  it.each([
    ['lost', 0, 0],
    ['applied, unanswered', 1, 4],
  ])('A.4: what is under way on a broken connection is %s, by choice', (_, detail, times) => {
    const fourth = seen('commit-requested', 'A', 4)
    const faults: Strike[] = [{ fault: 'disconnect', when: fourth, details: [detail] }]
    const { events } = play({ scenario, faults }, fourCommits)
    expect(of(events, 'commit-applied').length).toBe(times)
    expect(of(events, 'commit-unknown').length).toBe(4)
    expect(of(events, 'commit-acknowledged')).toEqual([])
  })
})
