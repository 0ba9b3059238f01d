/** The generated pages are what the code and the committed comparison say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { committedComparison, generatedPages } from '../../scripts/docs/generated-pages.ts'
import { eventEntries } from '../../scripts/docs/reference/events.ts'
import { instead } from '../../scripts/docs/strategies/instead.ts'
import { strategyWords } from '../../scripts/docs/words/strategies.ts'
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
  const named = entry === undefined ? [] : instead(comparison, entry)
  const names = named.map((one) => one.name)
  expect(names).not.toEqual([])
  const cells = comparison.cells.filter(
    ({ strategy, property, fault }) =>
      names.includes(strategy) && property === 'at-least-once' && fault === under,
  )
  expect(cells.length).toBeGreaterThan(0)
  expect(cells.filter(({ verdict }) => verdict !== 'not-found' && verdict !== 'holds')).toEqual([])
})

test('instead of what breaks least, nothing is named', () => {
  const entry = comparison.strategies.find(({ name }) => name === 'external-store-atomic')
  expect(entry === undefined ? null : instead(comparison, entry)).toEqual([])
})
