/** Rows that say the same fold into one; a twin shows only where it differs. */
import type { Report } from '../open-report.ts'
import { cellsOf, type MatrixRow } from './rows.ts'

export interface FoldedRow extends MatrixRow {
  /** The strategies of the same family whose cells are the same. */
  readonly alike: readonly number[]
  /** The strategy that it is a variant of, from which it differs somewhere; null: none. */
  readonly twinOf: number | null
}

/** How the names of variants end that commit without waiting. */
const variant = '-async'

const lettersOf = (report: Report, row: MatrixRow, column: number): string =>
  cellsOf(report, row, column)
    .map((cell) => report.data.verdicts[cell] ?? '')
    .join('')

/** Whether the twin's cells in a column are those of the strategy that it is a variant of. */
export function isAsTwin(report: Report, row: FoldedRow, column: number): boolean {
  if (row.twinOf === null) return false
  const other = { ...row, strategy: row.twinOf }
  return lettersOf(report, row, column) === lettersOf(report, other, column)
}

/** The rows of one family, folded, in their order. */
export function foldedRows(
  report: Report,
  rows: readonly MatrixRow[],
  columns: readonly number[],
): readonly FoldedRow[] {
  const { strategies } = report.data
  const byName = new Map(rows.map(({ strategy }) => [strategies[strategy]?.name ?? '', strategy]))
  const leaders = new Map<string, { row: MatrixRow; alike: number[] }>()
  for (const row of rows) {
    const claims = strategies[row.strategy]?.claims ?? ''
    const letters = columns.map((column) => lettersOf(report, row, column))
    const key = [claims, row.properties.join(), ...letters].join(' ')
    const known = leaders.get(key)
    if (known === undefined) leaders.set(key, { row, alike: [] })
    else known.alike.push(row.strategy)
  }
  return [...leaders.values()].map(({ row, alike }) => {
    const name = strategies[row.strategy]?.name ?? ''
    const base = name.endsWith(variant) ? name.slice(0, -variant.length) : ''
    return { ...row, alike, twinOf: byName.get(base) ?? null }
  })
}

/** From worst to best, letter by letter. */
const order = 'vVrRuU.nNoOhH'

/** The rows by what they say in one column, the best first; those that are equal stay in order. */
export function sortedRows(
  report: Report,
  rows: readonly FoldedRow[],
  column: number,
): readonly FoldedRow[] {
  const rank = (row: FoldedRow): readonly number[] =>
    [...lettersOf(report, row, column)].map((letter) => order.length - order.indexOf(letter))
  return rows.toSorted((one, other) => {
    const [a, b] = [rank(one), rank(other)]
    const at = a.findIndex((value, index) => value !== b[index])
    return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
  })
}
