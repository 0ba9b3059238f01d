/** Tables fit the terminal, and no heading stands on end. */
import { describe, expect, test } from 'vitest'
import { faultNames } from '../../../src/model/faults/names.ts'
import { properties } from '../../../src/properties/all.ts'
import { checkText } from '../../../src/report/tables/check-text.ts'
import { matrix } from '../../../src/report/tables/matrix.ts'
import { inBlocks, staircase } from '../../../src/report/tables/staircase.ts'
import { columnsWithin } from '../../../src/report/tables/text-table.ts'
import { verdictTable } from '../../../src/report/tables/verdicts.ts'
import { wrapped } from '../../../src/report/tables/width.ts'
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import { strategies } from '../../../src/strategies/all.ts'
import { cell, comparison } from '../fixtures.ts'
import { words } from '../review/fixtures.ts'

const names = properties.map(({ name }) => name)
const headings = new Map(properties.map(({ name, heading }) => [name, heading]))
const both = ['at-least-once', 'at-most-once'] as const
const faults = ['none', ...faultNames]

/** Of every strategy that ships. */
const whole: Comparison = {
  ...comparison,
  strategies: strategies.map(({ strategy, family, faulty }) => ({
    ...{ name: strategy.name, claims: strategy.claims, family, faulty },
  })),
  cells: strategies.flatMap(({ strategy }) =>
    faults.flatMap((fault) =>
      both.map((property) =>
        cell({ strategy: strategy.name, fault, property, verdict: 'violated', claimed: true }),
      ),
    ),
  ),
}

const one: Comparison = {
  ...comparison,
  cells: faults.flatMap((fault) =>
    names.map((property) =>
      fault === 'store-failure'
        ? cell({ fault, property, verdict: 'vacuous', reason: 'keeps nothing in a store' })
        : cell({ fault, property, verdict: 'violated', claimed: property === 'at-least-once' }),
    ),
  ),
}

const widest = (text: string): number =>
  Math.max(...text.split('\n').map((line) => [...line].length))

/** Lines that hold a single letter, as headings on end do. */
const onEnd = (text: string): readonly string[] =>
  text.split('\n').filter((line) => /^ *[a-z](?: +[a-z])* *$/.test(line))

describe.each([80, 90, 100, 120])('in %i columns', (width) => {
  test('the tables of compare fit, and their headings lie', () => {
    const text = matrix(whole, both, width)
    expect(widest(text)).toBeLessThanOrEqual(width)
    expect(onEnd(text)).toEqual([])
    for (const { strategy } of strategies) expect(text).toContain(strategy.name)
  })

  test('the table of check fits with every property, and their headings lie', () => {
    const text = verdictTable(one, comparison.strategies[0]?.name ?? '', names, headings, width)
    expect(widest(text)).toBeLessThanOrEqual(width)
    expect(onEnd(text)).toEqual([])
  })
})

test('below 100 columns faults stand in rows, from there on strategies do', () => {
  const narrow = matrix(whole, both, 99).split('\n')
  expect(narrow.some((line) => line.startsWith('  crash  '))).toBe(true)
  expect(narrow.some((line) => line.startsWith('! auto-commit '))).toBe(false)
  const wide = matrix(whole, both, 100).split('\n')
  expect(wide.some((line) => line.startsWith('  crash  '))).toBe(false)
  expect(wide.some((line) => line.startsWith('! auto-commit '))).toBe(true)
})

test('a pipe is as wide as a terminal usually is', () => {
  expect(matrix(whole, both)).toBe(matrix(whole, both, 80))
  const name = comparison.strategies[0]?.name ?? ''
  const usual = verdictTable(one, name, names, headings)
  expect(usual).toBe(verdictTable(one, name, names, headings, 80))
})

test('what cannot happen has no row, and its reason stands below', () => {
  const text = verdictTable(one, comparison.strategies[0]?.name ?? '', names, headings)
  const [table = '', below = ''] = text.split('\n\n')
  expect(table).toMatch(/^crash /m)
  expect(table).not.toContain('store-failure')
  expect(below).not.toContain('store-failure')
  const claimed = one.cells.map((each) =>
    each.fault === 'store-failure' ? { ...each, claimed: true } : each,
  )
  const told = verdictTable(
    { ...one, cells: claimed },
    'commit-sync-before-processing',
    names,
    headings,
  )
  expect(told).toMatch(
    /keeps nothing in a store \(at-least-once under store-failure and \d+ more\)/,
  )
})

test('a broken claim has a mark of its own, which no other violation has', () => {
  const cells = [
    cell({ fault: 'crash', verdict: 'violated', claimed: true }),
    cell({ fault: 'join', verdict: 'violated', claimed: false }),
  ]
  const text = checkText({ ...comparison, cells }, ['at-least-once'], words, 'none')
  expect(text).toMatch(/^crash +✖!$/m)
  expect(text).toMatch(/^join +✗$/m)
  const wide = matrix({ ...comparison, cells }, ['at-least-once'], 120)
  expect(wide).toMatch(/^! commit-sync-before-processing +✖!✗$/m)
})

test('the figures that do not fit beside each other follow below, with their rows', () => {
  const rows = [
    ['', 'lost', 'repeated'],
    ['crash', '1', '2'],
  ]
  expect(columnsWithin(rows, 80)).toBe('         lost  repeated\n  crash  1     2')
  expect(columnsWithin(rows, 20)).toBe('         lost\n  crash  1\n\n         repeated\n  crash  2')
})

test('each heading stands above its column, behind a stroke', () => {
  expect(staircase(['none', 'crash', 'join'], 2, 3)).toEqual([
    '  none',
    '  │  crash',
    '  │  │  join',
  ])
  const blocks = inBlocks(['none', 'crash', 'join'], (heading) => heading, 8, 3)
  expect(blocks).toEqual([['none', 'crash'], ['join']])
})

test('prose is broken between words and indented', () => {
  expect(wrapped('  one two three', 9, '    ')).toEqual(['  one two', '    three'])
  expect(wrapped('unbreakable', 4)).toEqual(['unbreakable'])
})
