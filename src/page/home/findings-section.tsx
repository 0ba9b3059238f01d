/** What must not be merged unseen. */
import type { Report } from '../open-report.ts'
import type { PageFinding } from '../page-data.ts'
import { hrefOf } from '../places.ts'

const kinds: Readonly<Record<PageFinding['kind'], string>> = {
  'claim-broken': 'Claims that are broken',
  'bug-missed': 'Known bugs that were not caught',
  undecided: 'Claims that are undecided',
}

/** Longer lists are in the matrix. */
const shownMax = 12

/** The section; nothing where there is nothing to find. */
export function FindingsSection({ report }: { readonly report: Report }) {
  const { findings } = report.data
  const groups = (Object.keys(kinds) as PageFinding['kind'][])
    .map((kind) => ({ kind, found: findings.filter((finding) => finding.kind === kind) }))
    .filter(({ found }) => found.length > 0)
  return (
    <>
      {groups.map(({ kind, found }) => (
        <section key={kind} class={`findings f-${kind}`} aria-labelledby={`findings-${kind}`}>
          <h2 id={`findings-${kind}`}>
            {kinds[kind]} <span class="number">{found.length}</span>
          </h2>
          <ul>
            {found.slice(0, shownMax).map((finding) => (
              <FindingItem key={finding.title} report={report} finding={finding} />
            ))}
          </ul>
          {found.length > shownMax && <p>and {found.length - shownMax} more, in the matrix.</p>}
        </section>
      ))}
    </>
  )
}

interface ItemProps {
  readonly report: Report
  readonly finding: PageFinding
}

function FindingItem({ report, finding: { cell, title } }: ItemProps) {
  return (
    <li dir="auto">
      {cell < 0 ? title : <a href={hrefOf(report, report.place(cell))}>{title}</a>}
    </li>
  )
}
