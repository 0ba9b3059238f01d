/** The figures of the cost plot. */
import type { Report } from '../open-report.ts'
import { strategyHash } from '../route.ts'
import { figure } from '../words.ts'
import type { Cost } from './costs.ts'

interface CostTableProps {
  readonly report: Report
  readonly costs: readonly Cost[]
  readonly current: number | null
}

/** The table, folded; fewest lost records first, then fewest that take effect twice. */
export function CostTable({ report, costs, current }: CostTableProps) {
  const sorted = [...costs].sort((a, b) => a.lost - b.lost || a.duplicated - b.duplicated)
  return (
    <details class="as-table">
      <summary>The same as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Strategy</th>
            <th scope="col">lost</th>
            <th scope="col">twice</th>
            <th scope="col">done again</th>
            <th scope="col">commit requests</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ strategy, commits, duplicated, reprocessed, lost }) => {
            const name = report.data.strategies[strategy]?.name ?? ''
            return (
              <tr key={strategy} class={strategy === current ? 'current' : ''}>
                <th scope="row">
                  <a href={strategyHash(name)}>
                    <bdi>{name}</bdi>
                  </a>
                </th>
                <td class="figure">{figure(lost)}</td>
                <td class="figure">{figure(duplicated)}</td>
                <td class="figure">{figure(reprocessed)}</td>
                <td class="figure">{figure(commits)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </details>
  )
}
