/** The way back: matrix, strategy, and where one is. */
import type { Report } from '../open-report.ts'
import { matrixHash, strategyHash } from '../route.ts'

interface TrailProps {
  readonly report: Report
  readonly strategy: number
  /** Absent: the strategy itself. */
  readonly here?: string
}

/** The trail. */
export function Trail({ report, strategy, here }: TrailProps) {
  const name = report.data.strategies[strategy]?.name ?? ''
  return (
    <nav class="trail" aria-label="Where you are">
      <ol>
        <li>
          <a href={matrixHash()}>Matrix</a>
        </li>
        <li>
          {here === undefined ? (
            <bdi aria-current="page">{name}</bdi>
          ) : (
            <a href={strategyHash(name)}>
              <bdi>{name}</bdi>
            </a>
          )}
        </li>
        {here !== undefined && <li aria-current="page">{here}</li>}
      </ol>
    </nav>
  )
}
