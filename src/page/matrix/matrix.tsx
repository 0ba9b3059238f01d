/** Strategies down, faults across; in each cell a verdict, or those of both main promises. */
import { useState } from 'preact/hooks'
import { familyTitle } from '../../report/answers/family-title.ts'
import type { Report } from '../open-report.ts'
import { columnOf, faultOf } from '../places.ts'
import { type FoldedRow, foldedRows, sortedRows } from './folded-rows.ts'
import { MatrixHead } from './matrix-head.tsx'
import { MatrixLine } from './matrix-line.tsx'
import { moveByKey } from './move-by-key.ts'
import { cellsOf, groupsOf, type MatrixRow } from './rows.ts'

interface MatrixProps {
  readonly report: Report
  readonly rows: readonly MatrixRow[]
  readonly columns: readonly number[]
  /** The fault that sorts the rows of each family; empty: none. */
  readonly sort: string
  readonly onSort: (fault: string) => void
}

/** The table. One cell takes part in the order of tabs; arrow keys lead to the others. */
export function Matrix({ report, rows, columns, sort, onSort }: MatrixProps) {
  const [current, setCurrent] = useState(-1)
  const groups = groupsOf(report, rows).map(({ family, rows: own }) => ({
    family,
    rows: inOrder(report, foldedRows(report, own, columns), columns, sort),
  }))
  const cells = groups.flatMap((group) =>
    group.rows.flatMap((row) => columns.flatMap((column) => cellsOf(report, row, column))),
  )
  if (cells.length === 0) return <p class="empty">No strategy passes this filter.</p>
  const tabStop = cells.includes(current) ? current : (cells[0] ?? -1)
  return (
    <section class="matrix-room" aria-label="Matrix">
      <table class="matrix" onKeyDown={(event) => moveByKey(event, setCurrent)}>
        <caption class="unseen">
          Verdicts by strategy and fault. Arrow keys move from cell to cell, Enter opens one.
        </caption>
        <MatrixHead {...{ report, columns, sort, onSort }} />
        {groups.map((group) => (
          <tbody key={group.family} class={`family-${group.family}`}>
            <tr class="family">
              <th scope="rowgroup" colSpan={columns.length + 1}>
                <span>{familyTitle(group.family)}</span>
              </th>
            </tr>
            {group.rows.map((row) => (
              <MatrixLine key={row.strategy} {...{ report, row, columns, tabStop }} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function inOrder(
  report: Report,
  rows: readonly FoldedRow[],
  columns: readonly number[],
  sort: string,
): readonly FoldedRow[] {
  const fault = report.data.faults.indexOf(sort)
  const [, settings = 0] = report.data.columns[columns[0] ?? -1] ?? []
  const column = fault < 0 ? -1 : columnOf(report, fault, settings)
  if (column < 0 || faultOf(report, column) !== sort) return rows
  return sortedRows(report, rows, column)
}
