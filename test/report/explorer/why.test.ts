/** A reason is said only where it is one. */
import { expect, test } from 'vitest'
import type { EventOf, HistoryEvent } from '../../../src/model/history.ts'
import { createReasons } from '../../../src/report/explorer/why.ts'

const at = { time: 0, topic: 'orders', partition: 0 }
const ofA = { ...at, member: 'A', generation: 1 }

const assigned = (member: string): HistoryEvent => ({ ...ofA, kind: 'assigned', member })
const polled: HistoryEvent = { ...ofA, kind: 'polled', offsets: [0, 1] }
const effect = (offset: number, transaction: number | null = null): HistoryEvent => ({
  ...{ ...at, kind: 'effect', member: 'A' },
  ...{ offset, transaction },
})
const applied = (offset: number, generation = 1): HistoryEvent => ({
  ...{ ...ofA, kind: 'commit-applied', generation },
  ...{ offset, previous: 0, commit: 0, source: 'sync' },
})
const refused = (error: string): HistoryEvent => ({
  ...{ ...ofA, kind: 'commit-refused', offset: 2, commit: 0 },
  error,
})
const fault = (name: EventOf<'fault'>['fault'], detail = ''): HistoryEvent => ({
  ...{ time: 0, kind: 'fault', fault: name, member: 'A' },
  detail,
})
const read = (offset: number): HistoryEvent => ({
  ...{ ...at, kind: 'position', member: 'B', reason: 'committed' },
  offset,
})

/** What is said of the last event. */
function said(...events: readonly HistoryEvent[]): string | null {
  const { why } = createReasons()
  return events.map(why).at(-1) ?? null
}

test('a commit of what was processed, by its owner, surprises nobody', () => {
  expect(said(assigned('A'), polled, effect(0), effect(1), applied(2))).toBeNull()
})

test('one past what was not processed does', () => {
  expect(said(assigned('A'), polled, effect(0), applied(2))).toContain('orders-0@1 was not')
  const undone: HistoryEvent = {
    ...{ time: 0, kind: 'transaction-aborted', member: 'A' },
    ...{ transaction: 7, reason: '' },
  }
  const events = [assigned('A'), polled, effect(0), effect(1, 7), undone]
  expect(said(...events, applied(2))).toContain('orders-0@1 was not')
})

test('so does one for a partition that belongs to another', () => {
  expect(said(assigned('B'), applied(0))).toContain('never ownership (orders-0 belongs to B)')
})

test('outside of a generation no member is checked', () => {
  expect(said(polled, applied(2, -1))).toContain('checks no member')
})

test('a refusal has a reason of the group, unless a fault made it up', () => {
  expect(said(refused('ILLEGAL_GENERATION'))).toContain('a generation that is over')
  const made = [fault('commit-refused', 'ILLEGAL_GENERATION'), refused('ILLEGAL_GENERATION')]
  expect(said(...made)).toBeNull()
  expect(said(...made, refused('UNKNOWN_MEMBER_ID'))).toContain('has removed this member')
})

test('who was frozen is not gone', () => {
  const done = [assigned('A'), polled, effect(0), effect(1)]
  expect(said(...done, fault('crash'), applied(2))).toContain('A is gone')
  expect(said(...done, fault('pause'), applied(2))).toBeNull()
})

test('a start at the committed offset skips or repeats, or is as it should be', () => {
  expect(said(polled, effect(0), effect(1), read(2))).toBeNull()
  expect(said(polled, effect(0), read(2))).toContain('orders-0@1, below it')
  expect(said(polled, effect(0), read(0))).toContain('orders-0@0 was processed was never committed')
})
