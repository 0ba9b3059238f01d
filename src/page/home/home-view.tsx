/** The first view: the verdict in a sentence, what to look at first, and the matrix. */

import { Legend } from '../matrix/legend.tsx'
import { Matrix } from '../matrix/matrix.tsx'
import { MatrixFilters } from '../matrix/matrix-filters.tsx'
import { promises, rowsOf, shownSettings } from '../matrix/rows.ts'
import { SearchHints } from '../matrix/search-hints.tsx'
import type { Report } from '../open-report.ts'
import type { PageData } from '../page-data.ts'
import { Command } from '../parts/copy-button.tsx'
import { columnsByGroup, columnsOf } from '../places.ts'
import { CostPlot } from '../plots/cost-plot.tsx'
import type { Filter } from '../route.ts'
import { counted } from '../words.ts'
import { AnswersSection } from './answers-section.tsx'
import { CaseSection } from './case-section.tsx'
import { ChangesSection } from './changes-section.tsx'
import { FindingsSection } from './findings-section.tsx'

interface HomeProps {
  readonly report: Report
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

const statements: Readonly<Record<string, string>> = {
  [promises]:
    'In each cell on the left whether a record is lost, on the right whether one repeats.',
  '': 'Of each strategy, the property that it claims.',
}

/** The view. */
export function HomeView({ report, filter, onFilter }: HomeProps) {
  const rows = rowsOf(report, filter)
  const settings = shownSettings(report, filter)
  const property = report.data.properties.find(({ name }) => name === filter.property)
  return (
    <>
      <h1 tabIndex={-1} dir="auto">
        {report.data.headline}
      </h1>
      <AnswersSection report={report} />
      <ChangesSection report={report} />
      <FindingsSection report={report} />
      <CaseSection
        report={report}
        word={filter.case}
        onCase={(word) => onFilter({ ...filter, case: word })}
      />
      <section aria-labelledby="matrix-heading">
        <h2 id="matrix-heading">Strategies and faults</h2>
        <MatrixFilters report={report} filter={filter} onFilter={onFilter} />
        <SearchHints report={report} filter={filter} onFilter={onFilter} />
        <p class="statement">{property?.statement ?? statements[filter.property]}</p>
        <p class="shown" role="status">
          {rows.length} of{' '}
          {counted(report.data.strategies.length, 'strategy').replace(/ys$/, 'ies')}
        </p>
        <Legend both={filter.property === promises} />
        <Matrix
          report={report}
          rows={rows}
          columns={columnsByGroup(report, settings)}
          sort={filter.sort}
          onSort={(sort) => onFilter({ ...filter, sort })}
        />
      </section>
      <Searched report={report} />
      <section aria-labelledby="cost-heading">
        <h2 id="cost-heading">What safety costs</h2>
        <CostPlot report={report} columns={columnsOf(report, settings)} current={null} />
      </section>
    </>
  )
}

/** What all of it rests on. */
function Searched({ report: { data } }: { readonly report: Report }) {
  const { strategies, faults, properties, schedules, scenario, reproduce } = data
  return (
    <section aria-labelledby="searched-heading">
      <h2 id="searched-heading">What was searched</h2>
      <p class="facts">
        {strategies.length} strategies × {faults.length} faults × {properties.length} properties,
        searched with {counted(schedules, 'schedule')} of {scenario.records} records in{' '}
        {scenario.partitions} partitions of <code>{scenario.topic}</code>, {scenario.members}{' '}
        members and at most {scenario.faultsMax} faults each.
      </p>
      <Counts data={data} />
      <Command command={reproduce} what="the command that makes this report" />
    </section>
  )
}

/** How many cells have which verdict: those of known bugs apart, for they are meant to break. */
function Counts({ data }: { readonly data: PageData }) {
  const { strategies, verdicts } = data
  const size = verdicts.length / Math.max(1, strategies.length)
  const of = (faulty: boolean): string =>
    strategies
      .map((entry, at) =>
        entry.faulty === faulty ? verdicts.slice(at * size, at * size + size) : '',
      )
      .join('')
  const [sound, bugs] = [of(false), of(true)]
  const count = (letters: RegExp, text = sound): string => counted(text.match(letters)?.length ?? 0)
  return (
    <dl class="counts">
      <Count name="proved within bounds" value={count(/h/gi)} style="v-holds" />
      <Count name="not found broken" value={count(/o/gi)} style="v-not-found" />
      <Count name="claims broken" value={count(/V/g)} style="v-broken" />
      <Count name="broken, not claimed" value={count(/v/g)} style="v-violated" />
      <Count name="undecided" value={count(/u/gi)} style="v-unknown" />
      <Count name="cannot happen" value={count(/n/gi)} style="v-vacuous" />
      {bugs !== '' && (
        <Count name="broken by known bugs" value={count(/v/gi, bugs)} style="known" />
      )}
    </dl>
  )
}

interface CountProps {
  readonly name: string
  readonly value: string
  readonly style: string
}

function Count({ name, value, style }: CountProps) {
  return (
    <div class={style}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
