/** All cells of one strategy: faults down, properties across. */
import { useState } from 'preact/hooks'
import { moveByKey } from '../matrix/move-by-key.ts'
import type { Report } from '../open-report.ts'
import { VerdictMark } from '../parts/verdict-mark.tsx'
import { columnsOf, faultOf, hrefOf } from '../places.ts'
import { verdictWord } from '../words.ts'

interface StrategyCellsProps {
  readonly report: Report
  readonly strategy: number
}

/** The section; a table per settings. */
export function StrategyCells({ report, strategy }: StrategyCellsProps) {
  const { settings } = report.data
  return (
    <section aria-labelledby="cells-heading">
      <h2 id="cells-heading">Verdicts</h2>
      <div class="tables">
        {settings.map(({ label }, at) => (
          <CellTable key={label} {...{ report, strategy, label }} columns={columnsOf(report, at)} />
        ))}
      </div>
    </section>
  )
}

interface CellTableProps extends StrategyCellsProps {
  readonly label: string
  readonly columns: readonly number[]
}

function CellTable({ report, strategy, label, columns }: CellTableProps) {
  const { properties } = report.data
  const [current, setCurrent] = useState(-1)
  const fallback = report.number({ strategy, column: columns[0] ?? 0, property: 0 })
  const tabStop = current < 0 ? fallback : current
  return (
    <section class="table-room" aria-label={`Verdicts, ${label}`}>
      <table class="matrix small" onKeyDown={(event) => moveByKey(event, setCurrent)}>
        <caption>
          auto.offset.reset: <code>{label}</code>
        </caption>
        <thead>
          <tr>
            <th scope="col" class="corner">
              Fault
            </th>
            {properties.map(({ name, statement }) => (
              <th key={name} scope="col" class="fault" title={statement}>
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <FaultRow key={column} {...{ report, strategy, column, tabStop }} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface FaultRowProps extends StrategyCellsProps {
  readonly column: number
  readonly tabStop: number
}

function FaultRow({ report, strategy, column, tabStop }: FaultRowProps) {
  const fault = faultOf(report, column)
  return (
    <tr>
      <th scope="row" title={report.data.faultSummaries[fault] ?? fault}>
        {fault}
      </th>
      {report.data.properties.map(({ name }, property) => {
        const place = { strategy, column, property }
        const cell = report.number(place)
        const verdict = report.verdict(cell)
        return (
          <td key={name}>
            {verdict !== null && (
              <a
                href={hrefOf(report, place)}
                data-cell={cell}
                tabIndex={cell === tabStop ? 0 : -1}
                aria-label={`${name} under ${fault}: ${verdictWord(verdict)}`}
              >
                <VerdictMark verdict={verdict} />
              </a>
            )}
          </td>
        )
      })}
    </tr>
  )
}
