/** What the search of a strategy reached: where a fault fired, and what else was seen. */
import type { Report } from '../open-report.ts'
import { counted } from '../words.ts'

interface CellCoverageProps {
  readonly report: Report
  readonly strategy: number
  /** A fault set. */
  readonly fault: string
}

/** The section; nothing where it was not counted. */
export function CellCoverage({ report, strategy, fault }: CellCoverageProps) {
  const coverage = report.data.coverage[strategy]
  if (coverage == null) return null
  const faults = fault.split('+').filter((name) => coverage.faultPhase[name] !== undefined)
  return (
    <section aria-labelledby="coverage-heading">
      <h2 id="coverage-heading">What the search met</h2>
      <p class="note">
        Of all {counted(coverage.schedules, 'schedule')} of this strategy, under whatever fault.
      </p>
      {faults.map((name) => (
        <CountList
          key={name}
          title={`What a process was doing when ${name} struck`}
          counts={coverage.faultPhase[name] ?? {}}
        />
      ))}
      <CountList title="In how many schedules it was seen" counts={coverage.sometimes} />
    </section>
  )
}

interface CountListProps {
  readonly title: string
  readonly counts: Readonly<Record<string, number>>
}

function CountList({ title, counts }: CountListProps) {
  const entries = Object.entries(counts)
  const most = Math.max(1, ...entries.map(([, count]) => count))
  return (
    <table class="bars">
      <caption>{title}</caption>
      <tbody>
        {entries.length === 0 && (
          <tr>
            <td>never</td>
          </tr>
        )}
        {entries.map(([name, count]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="figure">{counted(count)}</td>
            <td class="bar-room" aria-hidden="true">
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" role="presentation">
                <rect width={(100 * count) / most} height="8" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
