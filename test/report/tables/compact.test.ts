import { expect, test } from 'vitest'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { story } from '../../../src/report/story/story.ts'
import { compactComparison } from '../../../src/report/tables/compact.ts'
import { trimCounterexample } from '../../../src/report/tables/trim.ts'
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import type { Cell, Counterexample } from '../../../src/search/verdicts/verdict.ts'
import { cell, comparison, loss, lossCell, lossEvents } from '../fixtures.ts'

const context = { seed: '42', statement: 'Every record was processed.' }

function tell(one: Cell): string {
  return story(one, one.counterexample as Counterexample, context)
}

test('work on partitions that no witness names is left out, membership stays', () => {
  const trimmed = trimCounterexample(loss)
  const elsewhere = trimmed.events.filter((event) => 'topic' in event && event.partition === 1)
  expect(elsewhere.map((event) => event.kind)).toEqual(['assigned'])
  const left = lossEvents.length - trimmed.events.length
  expect(left).toBe(2)
  // The witness still points at the event at which the loss became certain.
  const [witness] = trimmed.witnesses
  expect(trimmed.events[witness?.at ?? -1]).toBe(lossEvents[16])
  expect(story(lossCell, trimmed, context)).toBe(story(lossCell, loss, context))
})

test('a witness without a partition keeps everything', () => {
  const witness = { topic: null, partition: -1, offsets: [], text: 'nobody is left', at: 3 }
  const whole = { ...loss, witnesses: [witness] }
  expect(trimCounterexample(whole)).toBe(whole)
})

const longer = cell({
  fault: 'pause',
  verdict: 'violated',
  counterexample: { ...loss, choices: 9, witnesses: [...loss.witnesses, ...loss.witnesses] },
})

function compacted(cells: readonly Cell[]): readonly Cell[] {
  const whole: Comparison = { ...comparison, cells }
  return compactComparison(whole).cells
}

test('the shortest story keeps its events and its words, the others their path', () => {
  const [short, long] = compacted([lossCell, longer])
  expect(tell(short as Cell)).toBe(tell(lossCell))
  expect(short?.counterexample?.events.length).toBeLessThan(lossEvents.length)
  expect(long?.counterexample).toMatchObject({
    path: loss.path,
    replay: loss.replay,
    events: [],
    eventsOmitted: lossEvents.length,
    witnesses: loss.witnesses,
  })
})

test('a history of endless restarts is left out, too', () => {
  const deaths = Array.from({ length: 200 }, (): HistoryEvent => {
    return { kind: 'died', time: 1, member: 'A', error: 'HandlerError', message: '' }
  })
  const endless = [...deaths, ...lossEvents]
  const [witness] = loss.witnesses
  const witnesses = witness === undefined ? [] : [{ ...witness, at: endless.length - 1 }]
  const [only] = compacted([
    { ...lossCell, counterexample: { ...loss, witnesses, events: endless } },
  ])
  expect(only?.counterexample?.eventsOmitted).toBe(endless.length)
})

test('sometimes properties that were never seen are not listed', () => {
  const seen = { 'record-processed': 3, 'commit-refused': 0 }
  const entry = { strategy: 's', fault: 'crash', settings: {}, seen }
  expect(compactComparison({ ...comparison, sometimes: [entry] }).sometimes).toEqual([
    { ...entry, seen: { 'record-processed': 3 } },
  ])
})
