/** What differs from an earlier comparison. */
import type { Report } from '../open-report.ts'
import type { PageChange, PageFigureChange } from '../page-data.ts'
import { hrefOf } from '../places.ts'
import { counted, figure } from '../words.ts'

/** Longer lists are folded. */
const openMax = 20

/** The section; nothing where there was no baseline. */
export function ChangesSection({ report }: { readonly report: Report }) {
  const { changes } = report.data
  if (changes === null) return null
  const { baseline, verdicts, figures, regressed } = changes
  const nothing = verdicts.length + figures.length === 0
  return (
    <section class={`changes${regressed ? ' regressed' : ''}`} aria-labelledby="changes-heading">
      <h2 id="changes-heading">What changed</h2>
      <p>
        Since version {baseline.version}, seed <code>{baseline.seed}</code>:{' '}
        {nothing ? 'nothing.' : regressed ? 'it got worse.' : 'no claim got worse.'}
      </p>
      {verdicts.length > 0 && (
        <details open={verdicts.length <= openMax}>
          <summary>{counted(verdicts.length, 'verdict')}</summary>
          <ul>
            {verdicts.map((change) => (
              <VerdictItem key={`${change.place} ${change.kind}`} report={report} change={change} />
            ))}
          </ul>
        </details>
      )}
      {figures.length > 0 && (
        <details open={figures.length <= openMax}>
          <summary>{counted(figures.length, 'figure')}</summary>
          <ul>
            {figures.map((change) => (
              <FigureItem key={`${change.place} ${change.figure}`} change={change} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const kindWords: Readonly<Record<PageChange['kind'], string>> = {
  'new-violation': 'newly violated',
  fixed: 'fixed',
  'new-cell': 'new',
  gone: 'gone',
  other: 'changed',
}

interface VerdictItemProps {
  readonly report: Report
  readonly change: PageChange
}

function VerdictItem({ report, change }: VerdictItemProps) {
  const { kind, cell, place, before, after, claimed } = change
  const words = before !== '' && after !== '' ? `${before} → ${after}` : before + after
  return (
    <li dir="auto" class={`k-${kind}`}>
      <b>{kindWords[kind]}</b>{' '}
      {cell < 0 ? place : <a href={hrefOf(report, report.place(cell))}>{place}</a>}: {words}
      {claimed && ', claimed'}
    </li>
  )
}

const figureWords: Readonly<Record<PageFigureChange['figure'], string>> = {
  lost: 'Lost',
  duplicated: 'Duplicated',
  reprocessed: 'Reprocessed',
}

function FigureItem({ change }: { readonly change: PageFigureChange }) {
  return (
    <li dir="auto">
      {figureWords[change.figure]} records per run of {change.place}: {figure(change.before)} →{' '}
      {figure(change.after)}
    </li>
  )
}
