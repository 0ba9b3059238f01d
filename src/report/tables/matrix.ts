/** The comparison as tables for a terminal, as wide as it is. */
import type { Comparison, StrategyEntry } from '../../search/verdicts/comparison.ts'
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { factsOf } from '../story/fault-facts.ts'
import { type Column, type Grid, gridOf, settingsLabel, signOf } from './grid.ts'
import { leastSearched, missRate, signLines } from './not-found.ts'
import { inBlocks, staircase } from './staircase.ts'
import { widthUsual } from './width.ts'

/** From so many columns on, strategies stand in rows; below, faults do. */
const widthOfRows = 100
const nameWidth = 33
const marginWidth = 2

/** A fault's heading: `commit-lost+crash` is `lost+crash`. */
export function shortFault(fault: FaultSet): string {
  return fault
    .split('+')
    .map((name) => factsOf(name)?.heading ?? name)
    .join('+')
}

interface View {
  readonly grid: Grid
  readonly properties: readonly Cell['property'][]
}

/** The signs of one place, one per property, and a mark where a claim is broken. */
function signsOf(view: View, strategy: string, column: Column): string {
  const signs = view.properties.map((name) => signOf(view.grid.cell(strategy, column, name)))
  return signs.join('') + (signs.includes('✖') ? '!' : '')
}

/** The mark stands in the blank between two cells. */
function cellWidthOf({ properties }: View): number {
  return properties.length + 1
}

function isBroken(view: View, strategy: string): boolean {
  const columns = view.grid.groups.flatMap((group) => group.columns)
  return columns.some((column) => signsOf(view, strategy, column).endsWith('!'))
}

function rowLine(view: View, entry: StrategyEntry, columns: readonly Column[]): string {
  const margin = isBroken(view, entry.name) && !entry.faulty ? '! ' : '  '
  const name = entry.name.slice(0, nameWidth - 1).padEnd(nameWidth)
  const width = cellWidthOf(view)
  const cells = columns.map((column) => signsOf(view, entry.name, column).padEnd(width))
  return (margin + name + cells.join('')).trimEnd()
}

function familyTitle(family: string): string {
  return family === 'faulty' ? 'faulty (known bugs, kept to be caught)' : family
}

/** Strategies below each other: headings, then a block per family. */
function strategyRows(view: View, columns: readonly Column[]): readonly string[] {
  const headings = columns.map(({ fault }) => shortFault(fault))
  const lines = [...staircase(headings, marginWidth + nameWidth, cellWidthOf(view))]
  let family = ''
  for (const entry of view.grid.strategies) {
    if (entry.family !== family) {
      family = entry.family
      lines.push(familyTitle(family))
    }
    lines.push(rowLine(view, entry, columns))
  }
  return lines
}

function variantLines(view: View, width: number): readonly string[] {
  const [base, ...variants] = view.grid.groups
  if (base === undefined) return []
  return variants.flatMap((group) => [
    '',
    `The same with auto.offset.reset = ${settingsLabel(group.settings, base.settings)}:`,
    '',
    ...tablesOf(view, group.columns, width),
  ])
}

/** Tables below each other, each as wide as there is room. */
function tablesOf(view: View, columns: readonly Column[], width: number): readonly string[] {
  const room = width - marginWidth - nameWidth
  const headingOf = ({ fault }: Column): string => shortFault(fault)
  return inBlocks(columns, headingOf, room, cellWidthOf(view)).flatMap((block, at) => [
    ...(at === 0 ? [] : ['']),
    ...strategyRows(view, block),
  ])
}

/** Faults below each other, for a narrow terminal: tables of a few strategies of one family. */
function faultRows(view: View, width: number): readonly string[] {
  const [base] = view.grid.groups
  const columns = view.grid.groups.flatMap((group) => group.columns)
  const labels = columns.map(({ fault, settings }) => {
    const own = settingsLabel(settings, base?.settings ?? {})
    return own === '' ? fault : `${fault} (${own})`
  })
  const indent = marginWidth + Math.max(0, ...labels.map((label) => label.length)) + 2
  const headingOf = ({ name, faulty }: StrategyEntry): string =>
    isBroken(view, name) && !faulty ? `${name} !` : name
  const cellWidth = cellWidthOf(view)
  return familiesOf(view).flatMap((family, number) => {
    const blocks = inBlocks(family, headingOf, width - indent, cellWidth)
    return blocks.flatMap((block, at) => [
      ...(number + at === 0 ? [] : ['']),
      ...(at === 0 ? [familyTitle(block[0]?.family ?? '')] : []),
      ...staircase(block.map(headingOf), indent, cellWidth),
      ...columns.flatMap((column, row) => {
        const cells = block.map(({ name }) => signsOf(view, name, column).padEnd(cellWidth))
        const line = `  ${(labels[row] ?? '').padEnd(indent - marginWidth)}${cells.join('')}`
        return cells.every((cell) => cell.trim() === '') ? [] : [line.trimEnd()]
      }),
    ])
  })
}

function familiesOf({ grid: { strategies } }: View): readonly (readonly StrategyEntry[])[] {
  const names = [...new Set(strategies.map(({ family }) => family))]
  return names.map((name) => strategies.filter(({ family }) => family === name))
}

function legend(view: View, comparison: Comparison): readonly string[] {
  const order = view.properties.join(', then ')
  return [
    '',
    `Each cell: ${order}.`,
    ...signLines(shown(comparison, view)),
    ...familyLines(view.grid, shown(comparison, view)),
    '! a claim of the strategy is broken',
  ]
}

function shown({ cells }: Comparison, { properties }: View): readonly Cell[] {
  return cells.filter(({ property }) => properties.includes(property))
}

/** How hard each family was searched, where some were searched harder than others. */
function familyLines({ strategies }: Grid, cells: readonly Cell[]): readonly string[] {
  const least = new Map<string, number>()
  for (const family of new Set(strategies.map((entry) => entry.family))) {
    const names = new Set(strategies.filter((s) => s.family === family).map(({ name }) => name))
    const schedules = leastSearched(cells.filter(({ strategy }) => names.has(strategy)))
    if (schedules > 0) least.set(family, schedules)
  }
  if (new Set(least.values()).size < 2) return []
  const parts = [...least].map(([family, count]) => `${family} ${count} (${missRate(count)})`)
  return [`○ by family: ${parts.join(', ')}`]
}

/** The tables: every fault under the usual settings, and under the settings that matter. */
export function matrix(
  comparison: Comparison,
  properties: readonly Cell['property'][],
  width = widthUsual,
): string {
  const view: View = { grid: gridOf(comparison), properties }
  const [base] = view.grid.groups
  if (base === undefined) return 'Nothing was asked for.'
  const counts = comparison.cells.map((cell) => cell.search.schedules)
  const most = counts.reduce((one, other) => Math.max(one, other), 0)
  const title = `Seed ${comparison.seed}, up to ${most} schedules per strategy and fault`
  const isWide = width >= widthOfRows
  return [
    title,
    '',
    ...(isWide ? tablesOf(view, base.columns, width) : faultRows(view, width)),
    ...legend(view, comparison),
    ...(isWide ? variantLines(view, width) : []),
  ].join('\n')
}
