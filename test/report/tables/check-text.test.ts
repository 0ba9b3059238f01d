import { expect, test } from 'vitest'
import { checkText, type StoriesWish } from '../../../src/report/tables/check-text.ts'
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import { cell, comparison, loss, lossCell } from '../fixtures.ts'

const context = {
  swarm: [],
  statements: new Map(),
  headings: new Map(),
  catches: new Map(),
  summaries: new Map(),
}
const twice = { topic: 'orders', partition: 0, offsets: [4], text: 'took effect twice', at: 5 }
const claimedLoss = { ...lossCell, claimed: true }
const repeat = cell({
  property: 'at-most-once',
  verdict: 'violated',
  counterexample: { ...loss, replay: 'another', witnesses: [twice] },
})

const of = (cells: Comparison['cells']): Comparison => {
  const [strategy] = comparison.strategies
  if (strategy === undefined) throw new Error('no strategy')
  const [figures] = comparison.statistics
  if (figures === undefined) throw new Error('no statistics')
  const { settings } = repeat
  const repeated = { ...figures.reprocessed, mean: 1.04 }
  const place = { strategy: strategy.name, fault: 'crash', settings }
  const statistics = [{ ...figures, ...place, reprocessed: repeated }]
  return { ...comparison, strategies: [strategy], cells, statistics }
}
const told = (cells: Comparison['cells'], wish: StoriesWish = 'claimed') =>
  checkText(of(cells), ['at-least-once', 'at-most-once'], context, wish)

test('the verdict is the first line', () => {
  const more = ['join', 'pause', 'retention'].map((fault) => ({ ...claimedLoss, fault }))
  const [broken] = told([claimedLoss, ...more, repeat]).split('\n')
  expect(broken).toBe(
    'commit-sync-before-processing claims at-most-once. ' +
      'Broken (✖): at-least-once under crash, join, pause and 1 more. ' +
      'Not claimed under crash.',
  )
  const [whole] = told([repeat]).split('\n')
  expect(whole).toBe(
    'commit-sync-before-processing claims at-most-once. No claim is broken. ' +
      'Not claimed under crash.',
  )
})

test('what nobody promised is a line: promise, fault, what happened, how much of it', () => {
  const text = told([claimedLoss, repeat, { ...repeat, fault: 'pause' }])
  expect(text).toContain('\ncommit-sync-before-processing breaks at-least-once under crash  ')
  expect(text).not.toContain('breaks at-most-once')
  expect(text).toContain(
    'Broken, but not claimed (✗), a line each; --stories all tells how:\n\n' +
      '  at-most-once  under crash (and 1 more): orders-0@4 took effect twice; ' +
      '1.25 lost, 1.04 repeated a run\n',
  )
})

test('all stories, or none', () => {
  const all = told([claimedLoss, repeat], 'all')
  expect(all.match(/^\S+ breaks /gm)).toHaveLength(2)
  const none = told([claimedLoss, repeat], 'none')
  expect(none).not.toMatch(/^\S+ breaks /m)
  expect(none).toMatch(/^Broken claims \(✖\), a line each; --stories claimed tells how:$/m)
  expect(none).toMatch(/^ {2}at-least-once {2}under crash: orders-0@0, @1, @2 are lost/m)
})

test('a file that never asks for a commit is told of first, a shipped strategy is not', () => {
  const whole = of([repeat])
  const silent = {
    ...whole,
    statistics: whole.statistics.map((one) => ({ ...one, commitRequests: { mean: 0 } })),
  }
  const mine = silent.strategies.map((one) => ({ ...one, file: './mine.ts' }))
  const first = (told: Comparison) =>
    checkText(told, ['at-most-once'], context, 'claimed').split('\n')[0]
  expect(first({ ...silent, strategies: mine })).toBe(
    'commit-sync-before-processing never asks its group for a commit: unless it keeps its ' +
      'offsets elsewhere, whoever starts or takes over works on all of it again',
  )
  expect(first(silent)).toMatch(/claims at-most-once/)
  expect(first({ ...whole, strategies: mine })).toMatch(/claims at-most-once/)
})

test('there are no figures of what did not run before the time was up', () => {
  const whole = of([repeat])
  const text = (schedules: number) =>
    checkText(
      { ...whole, statistics: whole.statistics.map((one) => ({ ...one, schedules })) },
      ['at-most-once'],
      context,
      'none',
    )
  expect(text(3)).toMatch(/^ {2}crash +1\.25/m)
  expect(text(0)).not.toMatch(/^ {2}crash +1\.25/m)
})

test('of many faults the figures are those of the costliest, unless all are asked for', () => {
  const [figures] = of([repeat]).statistics
  if (figures === undefined) throw new Error('no statistics')
  const statistics = Array.from({ length: 14 }, (_, at) => ({
    ...figures,
    fault: at === 0 ? 'none' : `fault-${at}`,
    lost: { ...figures.lost, mean: at === 2 ? 1 : 0 },
    reprocessed: { ...figures.reprocessed, mean: at },
  }))
  const many = { ...of([repeat]), statistics }
  const rowsOf = (all: boolean) =>
    checkText(many, ['at-most-once'], { ...context, width: 120 }, 'claimed', all)
      .split('\n')
      .flatMap((line) => /^ {2}(none|fault-\d+) /.exec(line)?.[1] ?? [])
  const few = [7, 8, 9, 10, 11, 12, 13].map((at) => `fault-${at}`)
  expect(rowsOf(false)).toEqual(['none', 'fault-2', ...few])
  expect(rowsOf(true)).toHaveLength(14)
  expect(checkText(many, ['at-most-once'], context, 'claimed')).toContain(
    '\n  5 more rows cost less; --coverage shows all\n',
  )
})
