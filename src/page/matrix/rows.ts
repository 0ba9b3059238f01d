/** Which strategies the matrix shows, and what of them. */
import type { Report } from '../open-report.ts'
import { columnsOf, faultOf } from '../places.ts'
import type { Filter } from '../route.ts'
import { candidatesOf, settingsMeant } from './meant.ts'

/** What a filter calls both main promises together. */
export const promises = 'promises'
const promised = ['at-least-once', 'at-most-once']

/** One strategy, and the properties that its cells are of: one, or both main promises. */
export interface MatrixRow {
  readonly strategy: number
  readonly properties: readonly number[]
}

/** The numbers of the row's cells in a column. */
export function cellsOf(report: Report, row: MatrixRow, column: number): readonly number[] {
  const { strategy, properties } = row
  return properties.map((property) => report.number({ strategy, column, property }))
}

/** The place of the settings that the filter names; the first where it names none. */
export function shownSettings({ data }: Report, filter: Filter): number {
  return Math.max(
    0,
    data.settings.findIndex(({ label }) => label === filter.settings),
  )
}

function isBroken(report: Report, row: MatrixRow, columns: readonly number[]): boolean {
  return columns.some((column) =>
    cellsOf(report, row, column).some((cell) => report.verdict(cell)?.verdict === 'violated'),
  )
}

/** The rows that pass the filter, in the order of the comparison. */
export function rowsOf(report: Report, filter: Filter): readonly MatrixRow[] {
  const { strategies } = report.data
  const columns = columnsOf(report, shownSettings(report, filter))
  const candidates = candidatesOf(report, filter.text)
  return strategies.flatMap(({ family, claims }, strategy) => {
    if (filter.family !== '' && family !== filter.family) return []
    if (filter.claim !== '' && claims !== filter.claim) return []
    const row = { strategy, properties: propertiesOf(report, filter.property, claims) }
    if (row.properties.length === 0) return []
    if (!candidates.has(strategy) && !isMeant(report, row, filter.text)) return []
    return filter.broken && !isBroken(report, row, columns) ? [] : [row]
  })
}

function propertiesOf({ data }: Report, wanted: string, claims: string): readonly number[] {
  const named = (names: readonly string[]): readonly number[] =>
    data.properties.flatMap(({ name }, at) => (names.includes(name) ? [at] : []))
  if (wanted !== promises) return named([wanted === '' ? claims : wanted])
  const both = named(promised)
  return both.length > 0 ? both : data.properties.slice(0, 1).map((_, at) => at)
}

/**
 * Whether all words are found: in the name, the summary or the family of a strategy; or in a fault
 * that breaks it, its description, or the settings of the comparison.
 */
function isMeant(report: Report, row: MatrixRow, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const { strategies, columns, faultSummaries, settings } = report.data
  const entry = strategies[row.strategy]
  if (entry === undefined) return false
  const { name, summary, family, claims } = entry
  const own = `${name} ${summary} ${family} claims ${claims}`
  const faults = columns.flatMap((_, column) => {
    if (!isBroken(report, row, [column])) return []
    const fault = faultOf(report, column)
    return [fault, faultSummaries[fault] ?? '']
  })
  const named = settings.map(({ label }) => label)
  const searched = [own, ...faults, ...named].join(' ').toLowerCase()
  const isSetting = (word: string) => settingsMeant(report, word).length > 0
  return words.every((word) => searched.includes(word) || isSetting(word))
}

/** Rows of one family; known bugs are a family of their own, and the last. */
export interface RowGroup {
  readonly family: string
  readonly rows: readonly MatrixRow[]
}

/** The rows by family. */
export function groupsOf({ data }: Report, rows: readonly MatrixRow[]): readonly RowGroup[] {
  const groups = new Map<string, MatrixRow[]>()
  for (const row of rows) {
    const entry = data.strategies[row.strategy]
    const family = entry?.faulty ? 'faulty' : (entry?.family ?? '')
    groups.set(family, [...(groups.get(family) ?? []), row])
  }
  return [...groups]
    .map(([family, own]) => ({ family, rows: own }))
    .sort((a, b) => Number(a.family === 'faulty') - Number(b.family === 'faulty'))
}
