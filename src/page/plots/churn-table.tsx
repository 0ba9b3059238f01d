/** Rebalances and restarts per run, fault by fault: how often the group stops for itself. */
import type { Report } from '../open-report.ts'
import { faultOf } from '../places.ts'
import { figure } from '../words.ts'

interface ChurnTableProps {
  readonly report: Report
  readonly strategy: number
  readonly columns: readonly number[]
  /** The column to point at; null: none. */
  readonly current: number | null
}

/** The table; nothing where an older comparison has not counted them. */
export function ChurnTable({ report, strategy, columns, current }: ChurnTableProps) {
  const rows = columns.flatMap((column) => {
    const figures = report.figures(strategy, column)
    return figures === null || figures.rebalances < 0 ? [] : [{ column, figures }]
  })
  if (rows.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by keys.
    <section class="table-room" aria-label="Table of rebalances and restarts per run" tabIndex={0}>
      <table class="ranges">
        <caption title="Generations after the first; processes and consumers started again.">
          Rebalances and restarts per run
        </caption>
        <thead>
          <tr>
            <th scope="col">Fault</th>
            <th scope="col">rebalances</th>
            <th scope="col">restarts</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ column, figures }) => (
            <tr key={column} class={column === current ? 'current' : ''}>
              <th scope="row">{faultOf(report, column)}</th>
              <td class="figure">{figure(figures.rebalances)}</td>
              <td class="figure">{figure(figures.restarts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
