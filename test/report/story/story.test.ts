import { describe, expect, test } from 'vitest'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { story } from '../../../src/report/story/story.ts'
import type { Counterexample } from '../../../src/search/verdicts/verdict.ts'
import { cell, loss, lossCell, lossEvents } from '../fixtures.ts'

const statement = 'Every record the group owed was processed to the end at least once.'
const context = { seed: '42', statement }

/** The numbered lines of the story of these events. */
function linesOf(events: readonly HistoryEvent[], changes: Partial<Counterexample> = {}) {
  const text = story(lossCell, { ...loss, events, ...changes }, context)
  return text.split('\n').filter((line) => /^ *\d+ {2}/.test(line))
}

const a = { time: 0, member: 'A', topic: 'orders', partition: 0 } as const
const processed = (offset: number): readonly HistoryEvent[] => [
  { kind: 'processing-started', ...a, offset },
  { kind: 'effect', ...a, offset, transaction: null },
  { kind: 'processing-done', ...a, offset },
]

test('tells a loss as the style guide does', () => {
  const header =
    'commit-sync-before-processing breaks at-least-once under crash      ' +
    'seed 42, schedule 17, shrunk from 61 choices to 6'
  expect(story(lossCell, loss, context).split('\n')).toEqual([
    header,
    '',
    `  ${statement}`,
    '',
    '   1  A  is assigned orders-0     from committed offset 0, generation 1',
    '   2  A  polls orders-0@0..2',
    '   3  A  commits orders-0 → 3     applied, generation 1',
    '   4  A  starts orders-0@0',
    '   5  A  crashes                  ← fault',
    '   6  B  is assigned orders-0     from committed offset 3, generation 2',
    '   ✗     orders-0@0, @1, @2 are lost: below the committed offset, never processed, ' +
      'held by nobody',
    '',
    '  replay: ackurate replay commit-sync-before-processing --path 0.0.1.0.3.0',
  ])
})

test('names the settings when they are not the usual ones', () => {
  const settings = { 'auto.offset.reset': 'latest', 'max.poll.records': 5 } as const
  const [first] = story({ ...lossCell, settings }, loss, context).split('\n')
  expect(first).toContain('under crash with auto.offset.reset=latest, max.poll.records=5')
})

test('says of a replay that it is one', () => {
  const replayed = cell({ search: { mode: 'replay', schedules: 1, complete: true } })
  expect(story(replayed, loss, context).split('\n')[0]).toMatch(/under crash {6}replayed$/)
})

test('folds records that are processed in a row, and only those', () => {
  const interrupted: readonly HistoryEvent[] = [
    ...processed(0),
    ...processed(1),
    { kind: 'processing-started', ...a, offset: 2 },
    { kind: 'fault', time: 1, fault: 'crash', member: 'A', detail: '' },
  ]
  expect(linesOf(interrupted)).toEqual([
    '   1  A  processes orders-0@0..1',
    '   2  A  starts orders-0@2',
    '   3  A  crashes     ← fault',
  ])
})

test('does not fold a commit whose answer came after something else', () => {
  const commit = { ...a, generation: 1, commit: 7, offset: 1 } as const
  const late: readonly HistoryEvent[] = [
    { kind: 'commit-requested', ...commit, source: 'async' },
    { kind: 'processing-started', ...a, offset: 1 },
    { kind: 'commit-refused', ...commit, error: 'ILLEGAL_GENERATION' },
  ]
  expect(linesOf(late)).toEqual([
    '   1  A  commits orders-0 → 1 (async)     requested',
    '   2  A  starts orders-0@1',
    "   3  A's commit orders-0 → 1             refused: ILLEGAL_GENERATION",
  ])
})

test('leaves out partitions that no witness names, unless a witness names none', () => {
  const elsewhere: readonly HistoryEvent[] = [
    { kind: 'polled', ...a, partition: 1, generation: 1, offsets: [4, 5, 7] },
  ]
  expect(linesOf([...lossEvents, ...elsewhere])).toHaveLength(6)
  const witness = { topic: null, partition: -1, offsets: [], text: 'nobody is left', at: 0 }
  expect(linesOf(elsewhere, { witnesses: [witness] })).toEqual(['   1  A  polls orders-1@4..5,7'])
})

test('tells production only where somebody skipped to the end of the log', () => {
  const { member: _member, ...place } = a
  const produced: HistoryEvent = { kind: 'produced', ...place, offset: 2, aborted: false }
  const reset: HistoryEvent = { kind: 'position', ...a, offset: 3, reason: 'latest' }
  expect(linesOf([produced])).toEqual([])
  expect(linesOf([produced, reset])).toEqual([
    '   1  ·  orders-0@2 is produced',
    '   2  A  will read orders-0     from 3, by auto.offset.reset=latest',
  ])
})

test('lists at most four witnesses', () => {
  const witnesses = [0, 1, 2, 3, 4, 5].map((offset) => ({
    topic: 'orders',
    partition: 0,
    offsets: [offset],
    text: 'is lost',
    at: 0,
  }))
  const text = story(lossCell, { ...loss, witnesses }, context)
  expect(text).toContain('✗     orders-0@3 is lost\n   ✗     and 2 more like these\n')
})

test('tells what the application asked of its client, but not how everybody begins', () => {
  const subscribed = (...topics: string[]) => ({ kind: 'subscribed', ...a, topics }) as const
  const byHand = (...partitions: string[]) =>
    ({ kind: 'assigned-by-hand', ...a, partitions }) as const
  const told = (...lines: HistoryEvent[]) =>
    linesOf([...lines, { kind: 'paused', ...a }]).map((line) => line.replace(/^ *\d+ {2}A {2}/, ''))
  expect(told(subscribed('orders'))).toEqual(['pauses orders-0'])
  expect(told(byHand('orders-0', 'orders-1'))).toEqual(['pauses orders-0'])
  expect(told(subscribed('others'))).toEqual(['subscribes to others', 'pauses orders-0'])
  expect(told(byHand('orders-1'))).toEqual(['assigns itself orders-1', 'pauses orders-0'])
  const later = [
    subscribed('orders'),
    { kind: 'unsubscribed', ...a },
    subscribed('orders'),
  ] as const
  expect(told(...later)).toEqual(['unsubscribes', 'subscribes to orders', 'pauses orders-0'])
  const joined = { kind: 'joined', ...a, generation: 1 } as const
  expect(told(joined, subscribed('orders')).at(-2)).toBe('subscribes to orders')
})

describe('since when something is so', () => {
  const told = (events: readonly HistoryEvent[], at: number) => {
    const witness = {
      ...{ topic: 'orders', partition: 0, offsets: [9], text: 'is stuck', at: events.length },
      since: { text: '; so since', at },
    }
    const text = story(lossCell, { ...loss, events, witnesses: [witness] }, context)
    return text.split('\n').filter((line) => /^ *(\d+|✗) {2}/.test(line))
  }

  test('is said by the number of its line', () => {
    const paused = { kind: 'paused', ...a } as const
    expect(told([...processed(0), paused, ...processed(1)], 3)).toEqual([
      '   1  A  processes orders-0@0',
      '   2  A  pauses orders-0',
      '   3  A  processes orders-0@1',
      '   ✗     orders-0@9 is stuck; so since step 2',
    ])
  })

  test('is said where lines were merged, or put off', () => {
    const batch = (offset: number): readonly HistoryEvent[] => [
      { kind: 'polled', ...a, generation: 1, offsets: [offset] },
      ...processed(offset),
    ]
    const events = [...batch(0), ...batch(1), ...batch(2)]
    for (let at = 0; at < events.length; at += 1) {
      const step = at % 4 === 0 ? 1 : 2
      expect(told(events, at).at(-1)).toMatch(new RegExp(`so since step ${step}$`))
    }
    const b = { ...a, member: 'B' } as const
    const [startA, effectA, doneA] = processed(0) as [HistoryEvent, HistoryEvent, HistoryEvent]
    const busy = processed(0).map((event): HistoryEvent => ({ ...event, ...b }))
    const [startB, effectB, doneB] = busy as [HistoryEvent, HistoryEvent, HistoryEvent]
    const mixed = [startA, startB, effectB, effectA, doneA, doneB]
    const steps = mixed.map((_, at) => told(mixed, at).at(-1)?.at(-1))
    expect(told(mixed, 0).slice(0, 2)).toEqual([
      '   1  B  processes orders-0@0',
      '   2  A  processes orders-0@0     again',
    ])
    expect(steps).toEqual(['2', '1', '1', '2', '2', '1'])
  })

  test('is not said of an event that is not told', () => {
    const started = { kind: 'started', time: 0, member: 'Z', replaces: null } as const
    expect(told([started, ...processed(0)], 0).at(-1)).toMatch(/is stuck$/)
  })
})

test('who joins is told where nobody else says why a generation began', () => {
  const at = { topic: 'orders', partition: 0, time: 0 } as const
  const assigned = (generation: number) =>
    ({ kind: 'assigned', ...at, member: 'A', generation }) as const
  const joined = (member: string, generation: number) =>
    ({ kind: 'joined', time: 0, member, generation }) as const
  const polled = (generation: number) =>
    ({ kind: 'polled', ...at, member: 'A', generation, offsets: [0] }) as const
  const events = [
    ...[joined('A', 1), assigned(1), polled(1)],
    ...[joined('A', 2), joined('B', 2), assigned(2), polled(2)],
    // Nobody is new in the third.
    ...[joined('A', 3), joined('B', 3), assigned(3), polled(3)],
  ]
  expect(linesOf(events).filter((line) => line.includes('joins'))).toEqual([
    expect.stringMatching(/B {2}joins +generation 2$/),
  ])
  // Where another one has the partition, that says it.
  const other = { ...assigned(2), member: 'C' }
  const replaced = [joined('A', 1), assigned(1), joined('C', 2), joined('B', 2), other]
  expect(linesOf(replaced).filter((line) => line.includes('joins'))).toEqual([])
})
