/** The verdicts as a map for each family: what its strategies keep under which fault. */
import type { Comparison, StrategyEntry } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { familyTitle } from '../answers/family-title.ts'
import { type Column, type Grid, gridOf, settingsLabel, signOf } from './grid.ts'
import { leastSearched, missRate } from './not-found.ts'
import { markdownTable } from './text-table.ts'

type Properties = readonly Cell['property'][]

/** A strategy by its name, as a link to its part of the page. */
export function pageLink(name: string): string {
  return `[\`${name}\`](index.html#/strategy/${encodeURIComponent(name)})`
}

/** A heading and a table for each family; known bugs are one of their own. */
export function familyMaps(comparison: Comparison, properties: Properties): readonly string[] {
  const grid = gridOf(comparison)
  const [base, ...others] = grid.groups
  if (base === undefined) return []
  const familyOf = (entry: StrategyEntry): string => (entry.faulty ? 'faulty' : entry.family)
  const families = [...new Set(grid.strategies.map(familyOf))]
  const maps = families.flatMap((family) => {
    const own = grid.strategies.filter((entry) => familyOf(entry) === family)
    return ['', `### ${familyTitle(family)}`, '', ...mapOf(grid, own, base.columns, properties)]
  })
  const differing = others.map(({ settings }) => settingsLabel(settings, base.settings))
  const also = differing.length === 0 ? [] : ['', `With ${differing.join(' or ')}: in the page.`]
  return [...maps, ...also]
}

function mapOf(
  grid: Grid,
  entries: readonly StrategyEntry[],
  all: readonly Column[],
  properties: Properties,
): readonly string[] {
  const shown = all.filter((column) =>
    entries.some(({ name }) => signs(grid, name, column, properties) !== ''),
  )
  const rows = new Map<string, { readonly names: string[]; readonly cells: readonly string[] }>()
  for (const { name, claims } of entries) {
    const verdicts = shown.map((column) => signs(grid, name, column, properties))
    const cells = [claims, ...verdicts, leastOf(grid, name, shown, properties)]
    const row = rows.get(cells.join())
    if (row === undefined) rows.set(cells.join(), { names: [pageLink(name)], cells })
    else row.names.push(pageLink(name))
  }
  return markdownTable(
    ['strategy', 'claims', ...shown.map(({ fault }) => fault), '○ at least'],
    [...rows.values()].map(({ names, cells }) => [names.join(', '), ...cells]),
  )
}

/** How a cell shows its verdicts; an empty one stays empty. */
function signs(grid: Grid, strategy: string, column: Column, properties: Properties): string {
  const all = properties.map((name) => signOf(grid.cell(strategy, column, name)))
  return all.join('').trim()
}

/** `250 (1.2 %)`: how few schedules a ○ of the row rests on; empty where there is none. */
function leastOf(
  grid: Grid,
  strategy: string,
  columns: readonly Column[],
  properties: Properties,
): string {
  const cells = columns.flatMap((column) =>
    properties.flatMap((name) => grid.cell(strategy, column, name) ?? []),
  )
  const least = leastSearched(cells)
  return least === 0 ? '' : `${least} (${missRate(least)})`
}
