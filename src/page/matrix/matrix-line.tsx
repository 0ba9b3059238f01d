/** One line of the matrix: a strategy, those that are just like it, and its cells. */
import type { Report } from '../open-report.ts'
import { VerdictMark, verdictClass } from '../parts/verdict-mark.tsx'
import { hrefOf, namesOf } from '../places.ts'
import { strategyHash } from '../route.ts'
import { verdictWord } from '../words.ts'
import { type FoldedRow, isAsTwin } from './folded-rows.ts'
import { groupAt } from './matrix-head.tsx'
import { cellsOf } from './rows.ts'

interface LineProps {
  readonly report: Report
  readonly row: FoldedRow
  readonly columns: readonly number[]
  /** The cell that the Tab key leads to. */
  readonly tabStop: number
}

/** The line. */
export function MatrixLine({ report, row, columns, tabStop }: LineProps) {
  const { strategies } = report.data
  const entry = strategies[row.strategy]
  if (entry === undefined) return null
  return (
    <tr class={row.twinOf === null ? '' : 'twin'}>
      <th scope="row">
        <div class="name">
          <a href={strategyHash(entry.name)} title={entry.summary}>
            <bdi>{entry.name}</bdi>
          </a>
          <span class="claim" title={`claims ${entry.claims}`}>
            {shortClaims[entry.claims]}
          </span>
        </div>
        {row.alike.map((other) => (
          <Alike key={other} report={report} strategy={other} />
        ))}
      </th>
      {columns.map((column, at) => (
        <MatrixCell
          key={column}
          {...{ report, row, column, tabStop }}
          first={at > 0 && groupAt(report, column) !== groupAt(report, columns[at - 1] ?? -1)}
        />
      ))}
    </tr>
  )
}

interface AlikeProps {
  readonly report: Report
  readonly strategy: number
}

function Alike({ report, strategy }: AlikeProps) {
  const entry = report.data.strategies[strategy]
  if (entry === undefined) return null
  return (
    <a class="alike" href={strategyHash(entry.name)} title={entry.summary}>
      <span aria-hidden="true">= </span>
      <span class="unseen">the same: </span>
      <bdi>{entry.name}</bdi>
    </a>
  )
}

const shortClaims = {
  'at-least-once': '≥ 1',
  'at-most-once': '≤ 1',
  'exactly-once': '= 1',
} as const

interface MatrixCellProps extends Omit<LineProps, 'columns'> {
  readonly column: number
  /** Whether it begins another group of faults. */
  readonly first: boolean
}

function MatrixCell({ report, row, column, tabStop, first }: MatrixCellProps) {
  const cells = cellsOf(report, row, column)
  const same = isAsTwin(report, row, column)
  const kind = [first ? 'first' : '', cells.length > 1 ? 'both' : '', same ? 'same' : '']
  return (
    <td class={kind.join(' ').trim()}>
      <div>
        {cells.map((cell) => (
          <CellLink key={cell} {...{ report, cell, tabStop }} />
        ))}
      </div>
    </td>
  )
}

interface CellLinkProps {
  readonly report: Report
  readonly cell: number
  readonly tabStop: number
}

function CellLink({ report, cell, tabStop }: CellLinkProps) {
  const verdict = report.verdict(cell)
  if (verdict === null) return <span />
  const place = report.place(cell)
  const { strategy, fault, property } = namesOf(report, place)
  const said = `${property} of ${strategy} under ${fault}: ${verdictWord(verdict)}`
  return (
    <a
      href={hrefOf(report, place)}
      class={verdictClass(verdict)}
      data-cell={cell}
      tabIndex={cell === tabStop ? 0 : -1}
      aria-label={said}
      title={said}
    >
      <VerdictMark verdict={verdict} />
    </a>
  )
}
