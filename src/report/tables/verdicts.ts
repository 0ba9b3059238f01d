/** The verdicts of one strategy: faults down, properties across. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { type Column, gridOf, markedSignOf, settingsLabel } from './grid.ts'
import { isRemote, signLines } from './not-found.ts'
import { staircase } from './staircase.ts'
import { widthUsual } from './width.ts'

function faultLabel(column: Column, base: Cell['settings']): string {
  const settings = settingsLabel(column.settings, base)
  return settings === '' ? column.fault : `${column.fault} (${settings})`
}

function searchedLine(comparison: Comparison): string {
  const schedules = comparison.cells.reduce(
    (most, cell) => Math.max(most, cell.search.schedules),
    0,
  )
  if (isRemote(comparison.cells))
    return `Up to ${schedules} moment${schedules === 1 ? '' : 's'} per fault.`
  return `Seed ${comparison.seed}; up to ${schedules} schedules per fault.`
}

/** What was searched of several kinds at once, and what came of it; empty: nothing was. */
function togetherLines({ together, cells }: Comparison): readonly string[] {
  if (together === undefined) return []
  const { faults, schedules, complete } = together
  const broken = cells.filter(
    ({ fault, claimed, verdict }) => fault.includes('+') && claimed && verdict === 'violated',
  )
  const sets = [...new Set(broken.map(({ fault }) => fault))].join(', ')
  const found = sets === '' ? 'nothing more was broken' : `broken under ${sets}`
  const ended = complete ? '' : ' (time was up)'
  const kinds = faults.split('+').length
  return [`${kinds} kinds of fault together: ${schedules} schedules${ended}, ${found}.`]
}

/** Why cells are undecided or empty, each reason once. */
function reasonLines(comparison: Comparison): readonly string[] {
  const reasons = new Map<string, Set<string>>()
  for (const { verdict, reason, fault, property, claimed } of comparison.cells) {
    if (reason === null || (verdict === 'vacuous' && !claimed)) continue
    const key = `${verdict}: ${reason}`
    const places = reasons.get(key) ?? new Set<string>()
    reasons.set(key, places.add(claimed ? `${property} under ${fault}` : fault))
  }
  return [...reasons].map(([reason, places]) => {
    const [first] = places
    const more = places.size === 1 ? '' : ` and ${places.size - 1} more`
    return `  ${reason} (${first}${more})`
  })
}

/** A row of the table: a fault under some settings, and the sign of each property. */
interface Row {
  readonly label: string
  readonly signs: readonly string[]
}

/**
 * The table of `check`, with its legend, in at most so many columns for the properties that ship.
 * `headingOf`: a few short words for each property; where they do not fit, their full names stand
 * above each other. What cannot happen has no row.
 */
export function verdictTable(
  comparison: Comparison,
  strategy: string,
  properties: readonly Cell['property'][],
  headingOf: ReadonlyMap<string, string>,
  width = widthUsual,
): string {
  const grid = gridOf(comparison)
  const base = grid.groups[0]?.settings ?? {}
  const all = grid.groups
    .flatMap((group) => group.columns)
    .map((column): Row => {
      const cells = properties.map((name) => grid.cell(strategy, column, name))
      return { label: faultLabel(column, base), signs: cells.map(markedSignOf) }
    })
  const rows = all.filter(({ signs }) => signs.some((sign) => sign !== ' '))
  const words = wordsTable(rows, properties, headingOf)
  const fits = words.every((line) => line.length <= width)
  return [
    ...(fits ? words : namesTable(rows, properties)),
    '',
    ...signLines(comparison.cells.filter((cell) => properties.includes(cell.property))),
    searchedLine(comparison),
    ...togetherLines(comparison),
    ...reasonLines(comparison),
  ].join('\n')
}

/** Headings of a few words, split over two lines; a blank stands between them. */
function wordsTable(
  rows: readonly Row[],
  properties: readonly Cell['property'][],
  headingOf: ReadonlyMap<string, string>,
): readonly string[] {
  const words = properties.map((name) => (headingOf.get(name) ?? name).split(' '))
  const widths = words.map((parts) => Math.max(...parts.map((part) => part.length)) + 1)
  const heading = (line: number): readonly string[] =>
    words.map((parts) => parts[parts.length === 1 ? line - 1 : line] ?? '')
  return tableLines(
    [{ label: '', signs: heading(0) }, { label: '', signs: heading(1) }, ...rows],
    widths,
  )
}

/** A sign, its mark, a blank. */
const cellWidth = 3

/** Full names, each above its column. */
function namesTable(
  rows: readonly Row[],
  properties: readonly Cell['property'][],
): readonly string[] {
  const indent = labelWidth(rows)
  const widths = properties.map(() => cellWidth)
  return [...staircase(properties, indent, cellWidth), ...tableLines(rows, widths)]
}

function labelWidth(rows: readonly Row[]): number {
  return Math.max(0, ...rows.map(({ label }) => label.length)) + 2
}

function tableLines(rows: readonly Row[], widths: readonly number[]): readonly string[] {
  const first = labelWidth(rows)
  return rows.map(({ label, signs }) =>
    (
      label.padEnd(first) + signs.map((sign, at) => sign.padEnd(widths[at] ?? 0)).join('')
    ).trimEnd(),
  )
}
