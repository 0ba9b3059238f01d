/** Your case: four questions, and the two or three strategies that answer them. */
import { familyTitle } from '../../report/answers/family-title.ts'
import {
  type Allowed,
  adviceFor,
  type Effect,
  type YourCase,
} from '../../report/answers/your-case.ts'
import type { Report } from '../open-report.ts'
import { CandidateTable } from './candidate-table.tsx'
import { caseWord, readCase } from './case-word.ts'

interface CaseProps {
  readonly report: Report
  /** As the address has it; empty: nobody answered yet. */
  readonly word: string
  readonly onCase: (word: string) => void
}

const effects: readonly (readonly [Effect, string])[] = [
  ['store', 'rows in a database of mine'],
  ['kafka', 'records in the same Kafka'],
  ['elsewhere', 'anything else: a call, a mail'],
]

const allowed: readonly (readonly [Allowed, string])[] = [
  ['repeat', 'yes, twice does no harm'],
  ['lose', 'no; rather none than two'],
  ['neither', 'no, and none may be missing'],
]

/** The section; nothing where no strategy could be proposed. */
export function CaseSection({ report, word, onCase }: CaseProps) {
  const { profiles, strategies } = report.data
  const sound = profiles.filter(({ faulty }) => !faulty)
  const families = [...new Set(sound.map(({ family }) => family))]
  const asked = readCase(word, families)
  if (asked === null) return null
  const change = (part: Partial<YourCase>) => onCase(caseWord({ ...asked, ...part }))
  const using = profiles.map((profile, at) => ({ ...profile, uses: strategies[at]?.uses ?? [] }))
  const { unmet, candidates } = adviceFor(asked, using)
  return (
    <section class="case" aria-labelledby="case-heading">
      <h2 id="case-heading">Your case</h2>
      <div class="filters">
        <Question
          name="Client"
          value={asked.family}
          options={families.map((family) => [family, familyTitle(family)] as const)}
          onChange={(family) => change({ family })}
        />
        <Question
          name="The effect of a record"
          value={asked.effect}
          options={effects}
          onChange={(effect) => change({ effect })}
        />
        <Question
          name="May it happen twice?"
          value={asked.allowed}
          options={allowed}
          onChange={(word) => change({ allowed: word })}
        />
        <Question
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

interface QuestionProps<T extends string> {
  readonly name: string
  readonly value: T
  readonly options: readonly (readonly [T, string])[]
  readonly onChange: (value: T) => void
}

function Question<T extends string>({ name, value, options, onChange }: QuestionProps<T>) {
  const pick = (word: string) => {
    const found = options.find(([option]) => option === word)
    if (found !== undefined) onChange(found[0])
  }
  return (
    <label>
      <span>{name}</span>
      <select value={value} onChange={(event) => pick(event.currentTarget.value)}>
        {options.map(([word, title]) => (
          <option key={word} value={word}>
            {title}
          </option>
        ))}
      </select>
    </label>
  )
}
