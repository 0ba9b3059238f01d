/** Which strategies the matrix shows, and what of them. */
import type { Report } from '../open-report.ts'
import { columnsOf } from '../places.ts'
import type { Filter } from '../route.ts'

/** One strategy, and the property that its cells are of. */
export interface MatrixRow {
  readonly strategy: number
  readonly property: number
}

/** The place of the settings that the filter names; the first where it names none. */
export function shownSettings({ data }: Report, filter: Filter): number {
  return Math.max(
    0,
    data.settings.findIndex(({ label }) => label === filter.settings),
  )
}

function isBroken(report: Report, row: MatrixRow, columns: readonly number[]): boolean {
  return columns.some(
    (column) => report.verdict(report.number({ ...row, column }))?.verdict === 'violated',
  )
}

/** The rows that pass the filter, in the order of the comparison. */
export function rowsOf(report: Report, filter: Filter): readonly MatrixRow[] {
  const { strategies, properties } = report.data
  const columns = columnsOf(report, shownSettings(report, filter))
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return strategies.flatMap(({ name, summary, family, claims }, strategy) => {
    if (filter.family !== '' && family !== filter.family) return []
    if (filter.claim !== '' && claims !== filter.claim) return []
    const text = `${name} ${summary}`.toLowerCase()
    if (!words.every((word) => text.includes(word))) return []
    const wanted = filter.property === '' ? claims : filter.property
    const row = { strategy, property: properties.findIndex((one) => one.name === wanted) }
    if (row.property < 0) return []
    return filter.broken && !isBroken(report, row, columns) ? [] : [row]
  })
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

/** What a family is called. */
export function familyTitle(family: string): string {
  const titles: Readonly<Record<string, string>> = {
    'kafka-consumer': 'Kafka consumer (Java client)',
    'spring-kafka': 'Spring Kafka',
    connect: 'Kafka Connect',
    spark: 'Spark',
    kafkajs: 'kafkajs',
    user: 'Yours',
    faulty: 'Known bugs, kept to be caught',
  }
  return titles[family] ?? family
}
