/** What a strategy survives, and which faults together break it. */
import type { Report } from '../open-report.ts'
import { brokenWords } from './broken-words.ts'

interface BreakingProps {
  readonly report: Report
  readonly strategy: number
}

/** The section; nothing where nobody asked. */
export function BreakingTable({ report, strategy }: BreakingProps) {
  const groups = report.data.breaking.filter((group) => group.strategy === strategy)
  if (groups.length === 0) return null
  return (
    <section aria-labelledby="breaking-heading">
      <h2 id="breaking-heading">What it survives, and what breaks it</h2>
      <p class="note">
        The smallest sets of faults that break a property. A fault that stands alone breaks it
        alone; of those joined by +, no smaller set was found to.
      </p>
      {groups.map((group) => (
        <dl key={group.property} class="breaking">
          <dt>
            {report.data.properties[group.property]?.name}
            {group.claimed ? ', claimed' : ', not claimed'}
          </dt>
          <dd>
            <b>Survives</b> {group.survives.join('; ') || 'nothing'}
          </dd>
          <dd>
            <b>Broken by</b> {brokenWords(group)}
          </dd>
        </dl>
      ))}
    </section>
  )
}
