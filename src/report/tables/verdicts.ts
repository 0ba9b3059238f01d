/** The verdicts of one strategy: faults down, properties across. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { type Column, gridOf, settingsLabel, signOf } from './grid.ts'
import { isRemote, signLines } from './not-found.ts'

function faultLabel(column: Column, base: Cell['settings']): string {
  const settings = settingsLabel(column.settings, base)
  return settings === '' ? column.fault : `${column.fault} (${settings})`
}

function searchedLine(comparison: Comparison): string {
  const schedules = comparison.cells.reduce(
    (most, cell) => Math.max(most, cell.search.schedules),
    0,
  )
  if (isRemote(comparison.cells)) return `Up to ${schedules} moments per fault.`
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

/**
 * The table of `check`, with its legend; at most 100 columns wide for the properties that ship.
 * `headingOf`: a few short words for each property; the legend keeps the full names.
 */
export function verdictTable(
  comparison: Comparison,
  strategy: string,
  properties: readonly Cell['property'][],
  headingOf: ReadonlyMap<string, string>,
): string {
  const grid = gridOf(comparison)
  const columns = grid.groups.flatMap((group) => group.columns)
  const base = grid.groups[0]?.settings ?? {}
  const labels = columns.map((column) => faultLabel(column, base))
  const first = Math.max(...labels.map((label) => label.length))
  const headings = properties.map((name) => headingOf.get(name) ?? name)
  // A blank stands between headings; the words are split over two lines to stay narrow.
  const words = headings.map((heading) => heading.split(' '))
  const widths = words.map((parts) => Math.max(...parts.map((part) => part.length)) + 1)
  const heading = (line: number): string =>
    ' '.repeat(first + 2) +
    words
      .map((parts, at) =>
        (parts[parts.length === 1 ? line - 1 : line] ?? '').padEnd(widths[at] ?? 0),
      )
      .join('')
  const rows = columns.map((column, row) => {
    const signs = properties.map((name, at) =>
      signOf(grid.cell(strategy, column, name)).padEnd(widths[at] ?? 0),
    )
    return (labels[row] ?? '').padEnd(first + 2) + signs.join('')
  })
  return [
    ...[heading(0), heading(1), ...rows].map((line) => line.trimEnd()),
    '',
    ...signLines(comparison.cells.filter((cell) => properties.includes(cell.property))),
    searchedLine(comparison),
    ...togetherLines(comparison),
    ...reasonLines(comparison),
  ].join('\n')
}
