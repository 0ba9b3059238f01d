/** One strategy: what it does and claims, what breaks it, and what else does the same. */

import { familyTitle } from '../../report/answers/family-title.ts'
import type { Report } from '../open-report.ts'
import { Code } from '../parts/code.tsx'
import { priceOf } from '../parts/price.ts'
import { Trail } from '../parts/trail.tsx'
import { columnsOf, hrefOf, namesOf } from '../places.ts'
import { FiguresPlot } from '../plots/figures-plot.tsx'
import { Measured } from '../plots/measured.tsx'
import { strategyHash } from '../route.ts'
import { BreakingTable } from './breaking-table.tsx'
import { PhaseTable } from './phase-table.tsx'
import { StrategyCells } from './strategy-cells.tsx'

interface StrategyProps {
  readonly report: Report
  readonly strategy: number
}

/** The view. */
export function StrategyView({ report, strategy }: StrategyProps) {
  const entry = report.data.strategies[strategy]
  if (entry === undefined) return null
  return (
    <>
      <Trail report={report} strategy={strategy} />
      <h1 tabIndex={-1}>
        <bdi>{entry.name}</bdi>
      </h1>
      <p class="lead">
        <Prose text={entry.summary} />
      </p>
      <p class="chips">
        <span class="chip">{familyTitle(entry.family)}</span>
        <span class="chip">claims {entry.claims}</span>
        {entry.faulty && <span class="chip known-bug">a known bug, kept to be caught</span>}
        {entry.place !== null && (
          <code>
            {entry.place.file}:{entry.place.line}
          </code>
        )}
      </p>
      <Instead report={report} strategy={strategy} names={entry.instead} />
      <Code strategy={entry.name} />
      <BreakingTable report={report} strategy={strategy} />
      <StrategyCells report={report} strategy={strategy} />
      <Stories report={report} strategy={strategy} />
      <section aria-labelledby="figures-heading">
        <h2 id="figures-heading">Duplicates and losses per run</h2>
        <FiguresPlot {...{ report, strategy }} columns={columnsOf(report, 0)} current={null} />
      </section>
      <PhaseTable report={report} strategy={strategy} />
      <Measured report={report} strategy={strategy} />
    </>
  )
}

interface InsteadProps extends StrategyProps {
  readonly names: readonly string[]
}

function Instead({ report, strategy, names }: InsteadProps) {
  if (names.length === 0) return null
  const numberOf = (name: string) => report.data.strategies.findIndex((one) => one.name === name)
  return (
    <p class="instead">
      <b>Instead:</b>{' '}
      {names.map((name, at) => (
        <span key={name}>
          {at > 0 && ', '}
          <a href={strategyHash(name)}>{name}</a>
          {numberOf(name) >= 0 && ` (${priceOf(report, numberOf(name), strategy)})`}
        </span>
      ))}{' '}
      serve the same purpose and keep what this one breaks.
    </p>
  )
}

function Stories({ report, strategy }: StrategyProps) {
  const cells = report.data.shortest.filter((cell) => report.place(cell).strategy === strategy)
  if (cells.length === 0) return null
  return (
    <section aria-labelledby="stories-heading">
      <h2 id="stories-heading">The shortest run that breaks each property</h2>
      <ul class="stories">
        {cells.map((cell) => {
          const place = report.place(cell)
          const { property, fault } = namesOf(report, place)
          return (
            <li key={cell}>
              <a href={hrefOf(report, place)}>{property}</a>{' '}
              {fault === 'none' ? 'with no fault' : `under ${fault}`}
              {report.verdict(cell)?.claimed && <b> — a broken claim</b>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** A sentence in which backticks mark code. Text only: nothing else in it is markup. */
function Prose({ text }: { readonly text: string }) {
  const parts = text.split('`')
  // An odd number of backticks leaves one that marks nothing.
  const balanced = parts.length % 2 === 1
  if (!balanced) return <span dir="auto">{text}</span>
  return (
    <span class="prose" dir="auto">
      {parts.map((part, at) => (at % 2 === 1 ? <code key={part}>{part}</code> : part))}
    </span>
  )
}
