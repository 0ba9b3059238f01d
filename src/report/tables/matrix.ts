/** The comparison as a table for a terminal: at most 100 columns wide, faults as headings. */
import type { Comparison, StrategyEntry } from '../../search/verdicts/comparison.ts'
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { factsOf } from '../story/fault-facts.ts'
import { type Column, type ColumnGroup, type Grid, gridOf, settingsLabel, signOf } from './grid.ts'
import { leastSearched, missRate, signLines } from './not-found.ts'

const tableWidth = 100
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

/** The signs of one place, one per property. */
function signsOf(view: View, strategy: string, column: Column): string {
  return view.properties.map((name) => signOf(view.grid.cell(strategy, column, name))).join('')
}

function headingLines(columns: readonly Column[], cellWidth: number): readonly string[] {
  const words = columns.map((column) => shortFault(column.fault))
  const height = Math.max(...words.map((word) => word.length))
  const upright = words.map((word) => word.padStart(height))
  const indent = ' '.repeat(marginWidth + nameWidth)
  return Array.from({ length: height }, (_, line) =>
    (indent + upright.map((word) => (word[line] ?? ' ').padEnd(cellWidth)).join('')).trimEnd(),
  )
}

function isBroken(view: View, strategy: string): boolean {
  return view.grid.groups.some((group) =>
    group.columns.some((column) =>
      view.properties.some((name) => signOf(view.grid.cell(strategy, column, name)) === '✖'),
    ),
  )
}

function rowLine(view: View, entry: StrategyEntry, columns: readonly Column[]): string {
  const margin = isBroken(view, entry.name) && !entry.faulty ? '! ' : '  '
  const name = entry.name.slice(0, nameWidth - 1).padEnd(nameWidth)
  const cells = columns.map((column) => `${signsOf(view, entry.name, column)} `)
  return (margin + name + cells.join('')).trimEnd()
}

/** One table: headings, then a block per family. */
function tableLines(view: View, columns: readonly Column[]): readonly string[] {
  const lines = [...headingLines(columns, view.properties.length + 1)]
  let family = ''
  for (const entry of view.grid.strategies) {
    if (entry.family !== family) {
      family = entry.family
      lines.push(family === 'faulty' ? 'faulty (known bugs, kept to be caught)' : family)
    }
    lines.push(rowLine(view, entry, columns))
  }
  return lines
}

function inBlocks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const blocks: T[][] = []
  for (let at = 0; at < items.length; at += size) blocks.push(items.slice(at, at + size))
  return blocks
}

/** `latest` over its columns, `none` over its own; cut where the columns are too few. */
function groupLine(groups: readonly ColumnGroup[], base: ColumnGroup, cellWidth: number): string {
  const labels = groups.map((group) => {
    const width = group.columns.length * cellWidth
    return settingsLabel(group.settings, base.settings)
      .slice(0, width - 1)
      .padEnd(width)
  })
  return (' '.repeat(marginWidth + nameWidth) + labels.join('')).trimEnd()
}

function variantLines(view: View, blockSize: number): readonly string[] {
  const [base, ...variants] = view.grid.groups
  if (base === undefined || variants.length === 0) return []
  const columns = variants.flatMap((group) => group.columns)
  const labels = variants.map((group) => settingsLabel(group.settings, base.settings))
  const cellWidth = view.properties.length + 1
  const fits =
    columns.length <= blockSize &&
    variants.every(({ columns }, at) => (labels[at] ?? '').length < columns.length * cellWidth)
  const title = ['', `The same with auto.offset.reset = ${labels.join(', ')}:`, '']
  if (fits) {
    const over = groupLine(variants, base, cellWidth)
    return [...title, over, ...tableLines(view, columns)]
  }
  return variants.flatMap((group, index) => [
    '',
    `The same with auto.offset.reset = ${labels[index]}:`,
    '',
    ...inBlocks(group.columns, blockSize).flatMap((block) => [...tableLines(view, block), '']),
  ])
}

function legend(view: View, comparison: Comparison): readonly string[] {
  const order = view.properties.join(', then ')
  return [
    '',
    `Each column: ${order}.`,
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

/** The tables: every fault under the usual settings, then the settings that matter. */
export function matrix(comparison: Comparison, properties: readonly Cell['property'][]): string {
  const view: View = { grid: gridOf(comparison), properties }
  const room = tableWidth + 1 - marginWidth - nameWidth
  const blockSize = Math.max(1, Math.floor(room / (properties.length + 1)))
  const [base] = view.grid.groups
  if (base === undefined) return 'Nothing was asked for.'
  const blocks = inBlocks(base.columns, blockSize).map((block) => tableLines(view, block))
  const main = blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
  const counts = comparison.cells.map((cell) => cell.search.schedules)
  const most = counts.reduce((one, other) => Math.max(one, other), 0)
  const title = `Seed ${comparison.seed}, up to ${most} schedules per strategy and fault`
  return [title, '', ...main, ...legend(view, comparison), ...variantLines(view, blockSize)].join(
    '\n',
  )
}
