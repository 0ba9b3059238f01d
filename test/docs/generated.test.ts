/** The generated pages are what the code and the committed comparison say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { committedComparison, generatedPages } from '../../scripts/docs/generated-pages.ts'
import { eventEntries } from '../../scripts/docs/reference/events.ts'
import { usualCells } from '../../scripts/docs/strategies/cells.ts'
import { stronger } from '../../scripts/docs/strategies/stronger.ts'
import { strategyWords } from '../../scripts/docs/words/strategies.ts'
import { faultGroupOf } from '../../src/report/answers/fault-group-of.ts'
import { strategies } from '../../src/strategies/all.ts'

const root = join(import.meta.dirname, '../..')
const pages = generatedPages(root)

const read = (path: string): string =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''

test('`npm run docs` would change no generated page', () => {
  const stale = [...pages].filter(([path, text]) => read(path) !== text).map(([path]) => path)
  expect(stale).toEqual([])
})

test('every strategy has a page, and no page is left over', () => {
  const files = readdirSync(join(root, 'docs/strategies')).sort()
  const named = strategies.map(({ strategy }) => `${strategy.name}.md`)
  expect(files).toEqual([...named, 'README.md'].sort())
})

test('hand-written words are about strategies that ship', () => {
  const names = strategies.map(({ strategy }) => strategy.name)
  expect(Object.keys(strategyWords).filter((name) => !names.includes(name))).toEqual([])
})

test('the reference of events finds fields, comments and groups of the union', () => {
  const entries = eventEntries(root)
  const applied = entries.find(({ kind }) => kind === 'commit-applied')
  const names = (applied?.fields ?? []).map(({ name }) => name)
  const own = ['offset', 'previous', 'source']
  expect(names).toEqual(['member', 'generation', 'topic', 'partition', 'commit', ...own])
  expect(applied?.comment).toContain('null when there was none')
  expect(entries.find(({ kind }) => kind === 'produced')?.group).toBe('The log.')
})

const comparison = committedComparison(root)

const caught = strategies.flatMap(({ strategy: { name, caughtBy } }) =>
  caughtBy?.property === 'at-least-once' ? [[name, caughtBy.under] as const] : [],
)

test.each(caught)('what is named instead of %s loses nothing under %s', (name, under) => {
  const entry = comparison.strategies.find((one) => one.name === name)
  const named = entry === undefined ? [] : stronger(comparison, entry)
  const names = named.map((one) => one.entry.name)
  expect(names).not.toEqual([])
  const cells = comparison.cells.filter(
    ({ strategy, property, fault }) =>
      names.includes(strategy) && property === 'at-least-once' && fault === under,
  )
  expect(cells.length).toBeGreaterThan(0)
  expect(cells.filter(({ verdict }) => verdict !== 'not-found' && verdict !== 'holds')).toEqual([])
})

test('each that is named instead has its price in the same sentence', () => {
  const shown = [...pages].filter(([path]) => /strategies\/(?!README)/.test(path))
  const items = shown.flatMap(([, text]) =>
    text.split('\n').filter((one) => / clearly less /.test(one)),
  )
  const advice = items.filter((line) => line.startsWith('- '))
  expect(advice.length).toBeGreaterThan(40)
  const price = /, at this price: (?:.*; )?[\d.]+ commit requests a run instead of [\d.]+/
  expect(advice.filter((line) => !price.test(line))).toEqual([])
  expect(shown.filter(([, text]) => text.includes('breaks less'))).toEqual([])
})

test('nothing is named instead that was seen to lose where this one was not', () => {
  const isDisaster = (fault: string) => faultGroupOf(fault) === 'disaster'
  const losses = (name: string) =>
    usualCells(comparison).flatMap((cell) =>
      cell.strategy === name &&
      cell.property === 'at-least-once' &&
      cell.verdict === 'violated' &&
      !isDisaster(cell.fault)
        ? [cell.fault]
        : [],
    )
  const worse = comparison.strategies.flatMap((from) =>
    stronger(comparison, from)
      .filter(({ entry }) => losses(entry.name).some((one) => !losses(from.name).includes(one)))
      .map(({ entry }) => `${entry.name} for ${from.name}`),
  )
  expect(worse).toEqual([])
}, 30_000)
