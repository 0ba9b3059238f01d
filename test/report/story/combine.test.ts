import { expect, test } from 'vitest'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { storyLines } from '../../../src/report/story/combine.ts'

const place = { topic: 'orders', partition: 0 } as const

const by = (member: string) => ({ time: 0, member, generation: 1, ...place })

const processed = (member: string, offset: number): readonly HistoryEvent[] => [
  { kind: 'processing-started', ...by(member), offset },
  { kind: 'effect', ...by(member), offset, transaction: null },
  { kind: 'processing-done', ...by(member), offset },
]

const polled = (member: string, offsets: readonly number[]): HistoryEvent => {
  return { kind: 'polled', ...by(member), offsets }
}

let commits = 0
function committed(member: string, offset: number): readonly HistoryEvent[] {
  const commit = { ...by(member), commit: commits++, offset, source: 'sync' } as const
  return [
    { kind: 'commit-requested', ...commit },
    { kind: 'commit-applied', ...commit, previous: null },
  ]
}

const lines = (events: readonly HistoryEvent[]): readonly string[] =>
  storyLines(events).lines.map(({ who, text, note }) => `${who} ${text} | ${note}`)

test('batches that are polled, processed and committed alike are told once', () => {
  const batch = (first: number): readonly HistoryEvent[] => [
    polled('A', [first, first + 1]),
    ...processed('A', first),
    ...processed('A', first + 1),
    ...committed('A', first + 2),
  ]
  expect(lines([...batch(0), ...batch(2), ...batch(4)])).toEqual([
    'A polls orders-0@0..5 | in 3 batches',
    'A processes orders-0@0..5 | ',
    'A commits orders-0 → 6 | the last of 3; applied, generation 1',
  ])
})

test('a round never starts with the commit of the one before', () => {
  const events = [0, 1, 2].flatMap((offset) => [
    ...committed('A', offset),
    polled('A', [offset]),
    ...processed('A', offset),
  ])
  expect(lines(events)[0]).toBe('A commits orders-0 → 0 | applied, generation 1')
  expect(lines(events).slice(1)).toEqual([
    'A polls orders-0@0..1 | in 2 batches',
    'A processes orders-0@0..1 | ',
    'A commits orders-0 → 2 | the last of 2; applied, generation 1',
    'A polls orders-0@2 | ',
    'A processes orders-0@2 | ',
  ])
})

test('a record processed a second time is marked', () => {
  expect(lines([...processed('A', 0), polled('B', [0]), ...processed('B', 0)])).toEqual([
    'A processes orders-0@0 | ',
    'B polls orders-0@0 | ',
    'B processes orders-0@0 | again',
  ])
})

test('two members on the same records are told by the order of their effects', () => {
  const [startA, effectA, doneA] = processed('A', 0)
  const [startB, effectB, doneB] = processed('B', 0)
  const events = [startA, startB, effectB, effectA, doneA, doneB] as HistoryEvent[]
  expect(lines(events)).toEqual(['B processes orders-0@0 | ', 'A processes orders-0@0 | again'])
})

test('a start stays visible when something happens to the member in the middle', () => {
  const [start, effect, done] = processed('A', 0)
  const pause = { kind: 'fault', time: 0, fault: 'pause', member: 'A', detail: '' } as const
  expect(lines([start, pause, effect, done] as HistoryEvent[])).toEqual([
    'A starts orders-0@0 | ',
    'A freezes past its session timeout | ← fault',
    'A records the effect of orders-0@0 | ',
    'A finishes orders-0@0 | ',
  ])
})

test('members that die alike are counted', () => {
  const life = (member: string, replaces: string): readonly HistoryEvent[] => [
    { kind: 'started', time: 0, member, replaces },
    { kind: 'assigned', ...by(member) },
    { kind: 'died', time: 0, member, error: 'HandlerError', message: 'no' },
  ]
  expect(lines([...life('C', 'A'), ...life('D', 'C'), ...life('E', 'D')])).toEqual([
    'C is assigned orders-0 | generation 1, in place of A',
    'C dies of HandlerError | no',
    ' so do 2 more | D to E',
  ])
})

test('what a member repeats to the letter is told twice, then counted', () => {
  const retry: readonly HistoryEvent[] = [
    polled('A', [0]),
    { kind: 'processing-started', ...by('A'), offset: 0 },
    { kind: 'processing-failed', ...by('A'), offset: 0, error: 'HandlerError' },
    { kind: 'position', ...by('A'), offset: 0, reason: 'seek' },
  ]
  const told = lines([...retry, ...retry, ...retry, ...retry])
  expect(told).toHaveLength(7)
  expect(told.at(-1)).toBe(' and 2 times more | ')
})
