/** Strategies down, faults across, a verdict in each cell. */
import { useState } from 'preact/hooks'
import type { Report } from '../open-report.ts'
import { VerdictMark } from '../parts/verdict-mark.tsx'
import { faultOf, hrefOf, namesOf } from '../places.ts'
import { strategyHash } from '../route.ts'
import { verdictWord } from '../words.ts'
import { moveByKey } from './move-by-key.ts'
import { familyTitle, groupsOf, type MatrixRow } from './rows.ts'

interface MatrixProps {
  readonly report: Report
  readonly rows: readonly MatrixRow[]
  readonly columns: readonly number[]
}

/** The table. One cell takes part in the order of tabs; arrow keys lead to the others. */
export function Matrix({ report, rows, columns }: MatrixProps) {
  const [current, setCurrent] = useState(-1)
  const first = rows[0]
  const fallback = first === undefined ? -1 : report.number({ ...first, column: columns[0] ?? 0 })
  const isShown = rows.some((row) =>
    columns.some((column) => report.number({ ...row, column }) === current),
  )
  const tabStop = isShown ? current : fallback
  if (first === undefined) return <p class="empty">No strategy passes this filter.</p>
  return (
    <section class="matrix-room" aria-label="Matrix">
      <table class="matrix" onKeyDown={(event) => moveByKey(event, setCurrent)}>
        <caption class="unseen">
          Verdicts by strategy and fault. Arrow keys move from cell to cell, Enter opens one.
        </caption>
        <thead>
          <tr>
            <th scope="col" class="corner">
              Strategy
            </th>
            {columns.map((column) => (
              <FaultHeading key={column} report={report} column={column} />
            ))}
          </tr>
        </thead>
        {groupsOf(report, rows).map((group) => (
          <tbody key={group.family} class={`family-${group.family}`}>
            <tr class="family">
              <th scope="rowgroup" colSpan={columns.length + 1}>
                <span>{familyTitle(group.family)}</span>
              </th>
            </tr>
            {group.rows.map((row) => (
              <Row key={row.strategy} {...{ report, row, columns, tabStop }} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

interface FaultHeadingProps {
  readonly report: Report
  readonly column: number
}

function FaultHeading({ report, column }: FaultHeadingProps) {
  const fault = faultOf(report, column)
  return (
    <th scope="col" class="fault" title={report.data.faultSummaries[fault] ?? fault}>
      <span>{fault}</span>
    </th>
  )
}

interface RowProps {
  readonly report: Report
  readonly row: MatrixRow
  readonly columns: readonly number[]
  /** The cell that the Tab key leads to. */
  readonly tabStop: number
}

function Row({ report, row, columns, tabStop }: RowProps) {
  const entry = report.data.strategies[row.strategy]
  if (entry === undefined) return null
  return (
    <tr>
      <th scope="row">
        <a href={strategyHash(entry.name)} title={entry.summary}>
          <bdi>{entry.name}</bdi>
        </a>
        <span class="claim" title={`claims ${entry.claims}`}>
          {shortClaims[entry.claims]}
        </span>
      </th>
      {columns.map((column) => (
        <MatrixCell key={column} {...{ report, row, column, tabStop }} />
      ))}
    </tr>
  )
}

const shortClaims = {
  'at-least-once': '≥ 1',
  'at-most-once': '≤ 1',
  'exactly-once': '= 1',
} as const

interface MatrixCellProps extends Omit<RowProps, 'columns'> {
  readonly column: number
}

function MatrixCell({ report, row, column, tabStop }: MatrixCellProps) {
  const place = { ...row, column }
  const cell = report.number(place)
  const verdict = report.verdict(cell)
  if (verdict === null) return <td />
  const { strategy, fault, property } = namesOf(report, place)
  return (
    <td>
      <a
        href={hrefOf(report, place)}
        data-cell={cell}
        tabIndex={cell === tabStop ? 0 : -1}
        aria-label={`${property} of ${strategy} under ${fault}: ${verdictWord(verdict)}`}
      >
        <VerdictMark verdict={verdict} />
      </a>
    </td>
  )
}
