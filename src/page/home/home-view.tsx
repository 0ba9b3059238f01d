/** The first view: the verdict in a sentence, what to look at first, and the matrix. */

import { Legend } from '../matrix/legend.tsx'
import { Matrix } from '../matrix/matrix.tsx'
import { MatrixFilters } from '../matrix/matrix-filters.tsx'
import { rowsOf, shownSettings } from '../matrix/rows.ts'
import type { Report } from '../open-report.ts'
import type { PageData } from '../page-data.ts'
import { Command } from '../parts/copy-button.tsx'
import { columnsOf } from '../places.ts'
import { CostPlot } from '../plots/cost-plot.tsx'
import type { Filter } from '../route.ts'
import { counted } from '../words.ts'
import { ChangesSection } from './changes-section.tsx'
import { FindingsSection } from './findings-section.tsx'

interface HomeProps {
  readonly report: Report
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

/** The view. */
export function HomeView({ report, filter, onFilter }: HomeProps) {
  const rows = rowsOf(report, filter)
  const settings = shownSettings(report, filter)
  const property = report.data.properties.find(({ name }) => name === filter.property)
  return (
    <>
      <Head report={report} />
      <ChangesSection report={report} />
      <FindingsSection report={report} />
      <section aria-labelledby="matrix-heading">
        <h2 id="matrix-heading">Strategies and faults</h2>
        <MatrixFilters report={report} filter={filter} onFilter={onFilter} />
        <p class="statement">
          {property?.statement ?? 'Of each strategy, the property that it claims.'}
        </p>
        <p class="shown" role="status">
          {rows.length} of{' '}
          {counted(report.data.strategies.length, 'strategy').replace(/ys$/, 'ies')}
        </p>
        <Matrix report={report} rows={rows} columns={columnsOf(report, settings)} />
        <Legend />
      </section>
      <section aria-labelledby="cost-heading">
        <h2 id="cost-heading">What safety costs</h2>
        <CostPlot report={report} columns={columnsOf(report, settings)} current={null} />
      </section>
    </>
  )
}

function Head({ report: { data } }: { readonly report: Report }) {
  const { headline, strategies, faults, properties, schedules, scenario, reproduce } = data
  return (
    <div class="head">
      <h1 tabIndex={-1} dir="auto">
        {headline}
      </h1>
      <p class="facts">
        {strategies.length} strategies × {faults.length} faults × {properties.length} properties,
        searched with {counted(schedules, 'schedule')} of {scenario.records} records in{' '}
        {scenario.partitions} partitions of <code>{scenario.topic}</code>, {scenario.members}{' '}
        members and at most {scenario.faultsMax} faults each.
      </p>
      <Counts data={data} />
      <Command command={reproduce} what="the command that makes this report" />
    </div>
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
