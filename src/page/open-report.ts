/** The data of the page, unpacked: questions by number. */
import type { Scenario } from '../model/scenario.ts'
import type { SearchSummary } from '../search/verdicts/verdict.ts'
import { figureNames, type PageData } from './page-data.ts'
import { type Verdict, verdictOf } from './verdict-signs.ts'

/** How a search broke a cell. */
export interface BrokenCell {
  readonly replay: string
  /** 0: it was known before the search. */
  readonly schedule: number
  /** What else than random search found it; empty: nothing else. */
  readonly from: string
  /** The sizes of its run; null: the page cannot play it. */
  readonly run: Scenario | null
  readonly choicesFound: number
  readonly choices: number
  readonly witness: string
  /** How many witnesses there are besides. */
  readonly more: number
}

/** The figures of a unit by name. */
export type UnitFigures = Readonly<Record<(typeof figureNames)[number], number>>

/** Where a cell is: places in the lists of the data. */
export interface CellPlace {
  readonly strategy: number
  readonly column: number
  readonly property: number
}

export interface Report {
  readonly data: PageData
  number(place: CellPlace): number
  place(cell: number): CellPlace
  /** Null: it was not asked for. */
  verdict(cell: number): Verdict | null
  /** Why it is undecided or empty; null: it is neither. */
  reason(cell: number): string | null
  search(cell: number): SearchSummary | null
  broken(cell: number): BrokenCell | null
  /** Whether the page carries the story of that cell. */
  hasStory(cell: number): boolean
  /** The story of that strategy and property that the page carries; null: none. */
  storyCell(strategy: number, property: number): number | null
  figures(strategy: number, column: number): UnitFigures | null
}

/** Opens the data. */
export function openReport(data: PageData): Report {
  const perUnit = data.properties.length
  const perStrategy = data.columns.length * perUnit
  const reasons = pairs(data.reasonsAt)
  const searchOf = spread(data.searchRuns)
  const brokenAt = new Map(data.broken.cells.map((cell, at) => [cell, at]))
  const stories = new Set(data.stories)
  const place = (cell: number): CellPlace => ({
    strategy: Math.floor(cell / perStrategy),
    column: Math.floor((cell % perStrategy) / perUnit),
    property: cell % perUnit,
  })
  const storyCells = new Map(
    data.shortest.map((cell) => [`${place(cell).strategy} ${place(cell).property}`, cell]),
  )
  const rows = new Map(data.statistics.units.map((unit, at) => [unit, at]))
  return {
    data,
    number: (at) => (at.strategy * data.columns.length + at.column) * perUnit + at.property,
    place,
    verdict: (cell) => verdictOf(data.verdicts[cell] ?? ''),
    reason: (cell) => data.reasons[reasons.get(cell) ?? -1] ?? null,
    search: (cell) => data.searches[searchOf[cell] ?? -1] ?? null,
    broken: (cell) => brokenOf(data, brokenAt.get(cell)),
    hasStory: (cell) => stories.has(cell),
    storyCell: (strategy, property) => storyCells.get(`${strategy} ${property}`) ?? null,
    figures: (strategy, column) => {
      const row = data.statistics.rows[rows.get(strategy * data.columns.length + column) ?? -1]
      return row === undefined ? null : figuresOf(row)
    },
  }
}

function brokenOf({ broken, runs }: PageData, at = -1): BrokenCell | null {
  const replay = broken.replays[at]
  if (replay === undefined) return null
  return {
    replay,
    schedule: broken.schedules[at] ?? 0,
    from: broken.froms[at] ?? '',
    run: runs[broken.runs[at] ?? -1] ?? null,
    choicesFound: broken.choicesFound[at] ?? 0,
    choices: broken.choices[at] ?? 0,
    witness: broken.witnesses[at] ?? '',
    more: broken.more[at] ?? 0,
  }
}

const figuresOf = (row: readonly number[]): UnitFigures =>
  Object.fromEntries(figureNames.map((name, at) => [name, row[at] ?? 0])) as UnitFigures

function pairs(flat: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (let at = 0; at < flat.length; at += 2) found.set(flat[at] ?? 0, flat[at + 1] ?? 0)
  return found
}

function spread(runs: readonly number[]): readonly number[] {
  const values: number[] = []
  for (let at = 0; at < runs.length; at += 2) {
    for (let left = runs[at] ?? 0; left > 0; left--) values.push(runs[at + 1] ?? 0)
  }
  return values
}
