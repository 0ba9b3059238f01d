/** What a search means besides the names that it finds: cases, a fault, settings. */
import { meaningOf } from '../../report/answers/meanings.ts'
import type { Report } from '../open-report.ts'
import { type Filter, matrixHash } from '../route.ts'
import { caseWord, familiesOf, readCase } from '../your-case.ts'
import { settingsMeant } from './meant.ts'

interface HintsProps {
  readonly report: Report
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

/** A line for each; nothing where the words are no more than parts of names. */
export function SearchHints(props: HintsProps) {
  const words = props.filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const { faults, faultSummaries } = props.report.data
  const settings = words.flatMap((word) => settingsMeant(props.report, word))
  return (
    <div class="hints" role="status">
      <CaseHint {...props} />
      {faults
        .filter((fault) => words.includes(fault))
        .map((fault) => (
          <p key={fault}>
            <b>{fault}</b>: {faultSummaries[fault]} Shown is what it breaks;{' '}
            <a href={matrixHash({ ...props.filter, text: '', sort: fault })}>sort all by it</a>.
          </p>
        ))}
      {settings.map(([name, value]) => (
        <p key={name}>
          The runs had{' '}
          <code>
            {name}={value}
          </code>
          .
        </p>
      ))}
    </div>
  )
}

/** Which cases a word for one's own work may mean, each as a link to its answer. */
function CaseHint({ report, filter, onFilter }: HintsProps) {
  const meaning = meaningOf(filter.text)
  const families = familiesOf(report)
  const known = readCase(filter.case, families)
  if (meaning === null || known === null) return null
  const family = families.find((one) => one === filter.family) ?? known.family
  return (
    <p>
      {meaning.text}{' '}
      {meaning.cases.map(({ title, ...meant }, at) => {
        const asked = { ...filter, case: caseWord({ ...meant, family }) }
        const show = (event: Event) => {
          event.preventDefault()
          onFilter(asked)
          const heading = document.getElementById('case-heading')
          heading?.focus({ preventScroll: true })
          heading?.scrollIntoView()
        }
        return (
          <span key={title}>
            {at > 0 && '; '}
            <a href={matrixHash(asked)} onClick={show}>
              {title}
            </a>
          </span>
        )
      })}
      .
    </p>
  )
}
