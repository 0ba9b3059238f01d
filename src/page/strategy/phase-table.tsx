/** Where faults fired: what a process of the strategy was doing, fault by fault. */
import { meaningOf } from '../../report/glossary.ts'
import type { Report } from '../open-report.ts'
import { counted } from '../words.ts'

interface PhaseTableProps {
  readonly report: Report
  readonly strategy: number
}

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)]

/** Shades from never to often; the number says it exactly. */
function shade(count: number, most: number): number {
  return count === 0 ? 0 : 1 + Math.min(3, Math.floor((4 * Math.log1p(count)) / Math.log1p(most)))
}

/** The section; nothing where it was not counted. */
export function PhaseTable({ report, strategy }: PhaseTableProps) {
  const coverage = report.data.coverage[strategy]
  if (coverage == null) return null
  const rows = Object.entries(coverage.faultPhase)
  const phases = distinct(rows.flatMap(([, counts]) => Object.keys(counts)))
  const most = Math.max(1, ...rows.flatMap(([, counts]) => Object.values(counts)))
  return (
    <section aria-labelledby="phases-heading">
      <h2 id="phases-heading" title={meaningOf('struck')}>
        Where faults struck
      </h2>
      <p class="note">
        How often, in {counted(coverage.schedules, 'schedule')}, by what a struck process was doing.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by keys. */}
      <section class="table-room" aria-label="Table of where faults struck" tabIndex={0}>
        <table class="phases">
          <thead>
            <tr>
              <th scope="col">Fault</th>
              {phases.map((phase) => (
                <th key={phase} scope="col" title={meaningOf(phase)}>
                  {phase}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([fault, counts]) => (
              <tr key={fault}>
                <th scope="row">{fault}</th>
                {phases.map((phase) => (
                  <td key={phase} class={`figure s${shade(counts[phase] ?? 0, most)}`}>
                    {counts[phase] === undefined ? '' : counted(counts[phase])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
