/** What has changed since a baseline, what of it is a regression, and how it is told. */
import { describe, expect, it } from 'vitest'
import { changesOf } from '../../../src/report/review/changes.ts'
import { changesText } from '../../../src/report/review/changes-text.ts'
import type { Comparison, Figure } from '../../../src/search/verdicts/comparison.ts'
import { cell, comparison } from '../fixtures.ts'
import { ofOrders, violated, words } from './fixtures.ts'

const changes = (before: Comparison, after: Comparison, more: Partial<typeof words> = {}) =>
  changesOf(before, after, { ...words, ...more })
const kinds = (before: Comparison, after: Comparison) =>
  changes(before, after).verdicts.map(({ kind, after: one, before: other }) => [
    kind,
    (one ?? other)?.fault,
  ])

describe('verdicts', () => {
  const fault = (name: string) => ({ fault: name })

  it('come in the order of what matters: claims, other violations, fixes, the rest', () => {
    const before = ofOrders([
      fault('gone'),
      { ...violated, ...fault('fixed') },
      { ...fault('unclaimed'), claimed: false },
      fault('claimed'),
      { ...fault('undecided') },
      { ...violated, ...fault('as-before') },
    ])
    const after = ofOrders([
      fault('new'),
      { ...fault('undecided'), verdict: 'unknown', reason: 'time was up' },
      fault('fixed'),
      { ...violated, ...fault('unclaimed'), claimed: false },
      { ...violated, ...fault('claimed') },
      { ...violated, ...fault('as-before') },
    ])
    expect(kinds(before, after)).toEqual([
      ['new-violation', 'claimed'],
      ['new-violation', 'unclaimed'],
      ['fixed', 'fixed'],
      ['other', 'undecided'],
      ['new-cell', 'new'],
      ['gone', 'gone'],
    ])
  })

  it('have a story where something is newly broken, and there alone', () => {
    const { verdicts } = changes(ofOrders([{}, fault('join')]), ofOrders([violated]))
    expect(verdicts.map(({ text }) => text?.split('\n')[2] ?? null)).toEqual([
      '  Nothing is lost.',
      null,
    ])
  })

  it('match whatever the order of settings is', () => {
    const one = { settings: { 'auto.offset.reset': 'latest', 'max.poll.records': 3 } } as const
    const other = { settings: { 'max.poll.records': 3, 'auto.offset.reset': 'latest' } } as const
    expect(kinds(ofOrders([one]), ofOrders([other]))).toEqual([])
  })
})

describe('a regression', () => {
  const regressed = (before: Comparison, after: Comparison, more: Partial<typeof words> = {}) =>
    changes(before, after, more).regressed

  it('is a claim that was kept and is broken', () => {
    expect(regressed(ofOrders([{}]), ofOrders([violated]))).toBe(true)
    expect(regressed(ofOrders([{}]), ofOrders([{}]))).toBe(false)
  })

  it('is not what nobody claims, what was broken before, or what was not there', () => {
    const unclaimed = { claimed: false }
    expect(regressed(ofOrders([unclaimed]), ofOrders([{ ...violated, ...unclaimed }]))).toBe(false)
    expect(regressed(ofOrders([violated]), ofOrders([violated]))).toBe(false)
    expect(regressed(ofOrders([]), ofOrders([violated]))).toBe(false)
  })

  it('is a known bug that is no longer caught, which is not told as fixed', () => {
    const bug = 'commit-sync-mid-batch'
    const catches = new Map([[bug, { property: 'at-least-once', under: 'crash' }]])
    const missed = { ...comparison, cells: [cell({ strategy: bug, claimed: true })] }
    const { regressed: failed, verdicts } = changes(comparison, missed, { catches })
    expect(failed).toBe(true)
    expect(verdicts.filter(({ after }) => after !== null).map(({ kind }) => kind)).toEqual([
      'other',
    ])
    // A search that did not look for it says nothing.
    expect(regressed(comparison, { ...comparison, cells: [] }, { catches })).toBe(false)
  })
})

describe('figures', () => {
  const figure = (mean: number, ci95: Figure['ci95']): Figure => ({
    mean,
    p50: 0,
    p99: 0,
    max: 0,
    ci95,
  })
  const withLost = (lost: Figure): Comparison => ({
    ...comparison,
    statistics: comparison.statistics.slice(0, 1).map((entry) => ({ ...entry, lost })),
  })

  it.each([
    ['apart', figure(1, [0.9, 1.1]), figure(2, [1.8, 2.2]), 1],
    ['apart, downwards', figure(2, [1.8, 2.2]), figure(1, [0.9, 1.1]), 1],
    ['the old mean within the new interval', figure(1, [0.9, 1.1]), figure(2, [0.5, 3.5]), 0],
    ['the new mean within the old interval', figure(1, [0, 3]), figure(2, [1.8, 2.2]), 0],
    ['equal', figure(0, [0, 0]), figure(0, [0, 0]), 0],
  ])('have moved or not: %s', (_, before, after, count) => {
    expect(changes(withLost(before), withLost(after)).figures).toHaveLength(count)
  })

  it('are told with their direction', () => {
    const moved = changes(withLost(figure(1, [0.9, 1.1])), withLost(figure(2, [1.8, 2.2])))
    expect(changesText(moved)).toContain(
      'More records lost, duplicated or reprocessed:\n\n' +
        '  commit-sync-before-processing under crash: lost per run 1 → 2 (95 %: 1.8 to 2.2)',
    )
  })
})

it('says in one line how the baseline was searched otherwise, and still compares', () => {
  const scenario = { ...comparison.scenario, members: 3 }
  const older = { ...ofOrders([{}]), version: '0.0.9', seed: '7', scenario }
  const told = changesText(changes(older, ofOrders([violated])))
  expect(told.split('\n').slice(0, 2)).toEqual([
    'Compared with the baseline (ackurate 0.0.9, seed 7):',
    'The baseline was searched otherwise: version 0.0.9, now 0.1.0; seed 7, now 42; ' +
      'members 3, now 2.',
  ])
  expect(told).toContain(
    'orders breaks at-least-once under crash (claimed; not found broken before)',
  )
})

it('tells what is broken in the same way once, with the other faults', () => {
  const before = ofOrders([{}, { fault: 'join' }, { fault: 'pause' }])
  const now = ofOrders([violated, { ...violated, fault: 'join' }, { fault: 'pause' }])
  const told = changesText(changes(before, now))
  expect(told.match(/^ {2}orders breaks .*$/gm)).toEqual([
    '  orders breaks at-least-once under crash (claimed; not found broken before); also under join',
  ])
})

it('begins with what is mended where no claim is newly broken, claims first', () => {
  const other = { ...violated, fault: 'join', property: 'at-most-once', claimed: false } as const
  const fresh = { ...violated, fault: 'pause', property: 'at-most-once', claimed: false } as const
  const before = ofOrders([other, violated, { ...fresh, verdict: 'not-found' }])
  const now = ofOrders([{ ...other, verdict: 'not-found' }, {}, fresh])
  expect(changesText(changes(before, now)).split('\n').slice(2, 7)).toEqual([
    'No longer broken:',
    '',
    '  orders no longer breaks at-least-once under crash',
    '  orders no longer breaks at-most-once under join (not claimed)',
    '',
  ])
  const mixed = ofOrders([{ ...other, verdict: 'not-found' }, violated])
  const regressed = changesText(changes(ofOrders([other, {}]), mixed))
  expect(regressed.split('\n')[2]).toBe('New violations:')
})

it('tells no story that stands beside it already', () => {
  const found = changes(ofOrders([{}]), ofOrders([violated]))
  const story = found.verdicts[0]?.text ?? ''
  expect(story).toContain('replay: ')
  expect(changesText(found)).toContain(story)
  expect(changesText(found, `before\n\n${story}\n\nafter`)).not.toContain('replay: ')
})

it('says that nothing has changed', () => {
  expect(changesText(changes(comparison, comparison))).toBe(
    'Compared with the baseline (ackurate 0.1.0, seed 42): nothing has changed.',
  )
})

it('counts cells that are new or gone per strategy', () => {
  const told = changesText(changes(ofOrders([]), ofOrders([{}, { fault: 'join' }])))
  expect(told).toContain('New in this comparison:\n\n  orders: 2 cells')
})
