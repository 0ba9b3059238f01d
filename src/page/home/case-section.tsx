/** Your case: four questions, and the two or three strategies that answer them. */
import { familyTitle } from '../../report/answers/family-title.ts'
import {
  type Allowed,
  adviceFor,
  type Effect,
  type YourCase,
} from '../../report/answers/your-case.ts'
import type { Report } from '../open-report.ts'
import { Choice } from '../parts/choice.tsx'
import { caseWord, familiesOf, readCase, usingProfiles } from '../your-case.ts'
import { CandidateTable } from './candidate-table.tsx'

interface CaseProps {
  readonly report: Report
  /** As the address has it; empty: nobody answered yet. */
  readonly word: string
  readonly onCase: (word: string) => void
}

const effects: readonly (readonly [Effect, string])[] = [
  ['store', 'rows in a database of mine'],
  ['kafka', 'records in the same Kafka'],
  ['elsewhere', 'anything else: a payment, a mail, a call'],
]

const allowed: readonly (readonly [Allowed, string])[] = [
  ['repeat', 'yes, twice does no harm'],
  ['lose', 'no; rather none than two'],
  ['neither', 'no, and none may be missing'],
]

/** The section; nothing where no strategy could be proposed. */
export function CaseSection({ report, word, onCase }: CaseProps) {
  const families = familiesOf(report)
  const asked = readCase(word, families)
  if (asked === null) return null
  const change = (part: Partial<YourCase>) => onCase(caseWord({ ...asked, ...part }))
  const { unmet, candidates } = adviceFor(asked, usingProfiles(report))
  return (
    <section class="case" aria-labelledby="case-heading">
      <h2 id="case-heading" tabIndex={-1}>
        Your case
      </h2>
      <div class="filters">
        <Choice
          name="Client"
          value={asked.family}
          options={families.map((family) => [family, familyTitle(family)] as const)}
          onChange={(family) => change({ family })}
        />
        <Choice
          name="The effect of a record"
          value={asked.effect}
          options={effects}
          onChange={(effect) => change({ effect })}
        />
        <Choice
          name="May it happen twice?"
          value={asked.allowed}
          options={allowed}
          onChange={(word) => change({ allowed: word })}
        />
        <Choice
          name="Does order matter?"
          value={asked.order ? 'yes' : 'no'}
          options={[
            ['yes', 'yes, within a partition'],
            ['no', 'no'],
          ]}
          onChange={(order) => change({ order: order === 'yes' })}
        />
      </div>
      <div role="status" class="advice">
        {unmet !== null && <p class="unmet">{unmet}</p>}
        <CandidateTable report={report} candidates={candidates} />
      </div>
    </section>
  )
}
