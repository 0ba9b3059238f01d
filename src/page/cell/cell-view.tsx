/** One cell: the verdict, what it rests on, and the run that broke it. */
import { Explorer } from '../explorer/explorer.tsx'
import type { BrokenCell, Report } from '../open-report.ts'
import { Command } from '../parts/copy-button.tsx'
import { Trail } from '../parts/trail.tsx'
import { VerdictMark } from '../parts/verdict-mark.tsx'
import { columnsOf, hrefOf, namesOf } from '../places.ts'
import { CostPlot } from '../plots/cost-plot.tsx'
import { FiguresPlot } from '../plots/figures-plot.tsx'
import { Measured } from '../plots/measured.tsx'
import { counted, searchWords, verdictMeaning, verdictVerb, verdictWord } from '../words.ts'
import { Alternatives } from './alternatives.tsx'
import { CellCoverage } from './cell-coverage.tsx'
import { canTell, useStory } from './use-story.ts'

interface CellProps {
  readonly report: Report
  readonly cell: number
  /** Of its story; counts from 0. */
  readonly step: number
  readonly onStep: (step: number) => void
}

/** The view. */
export function CellView({ report, cell, step, onStep }: CellProps) {
  const place = report.place(cell)
  const verdict = report.verdict(cell)
  const { strategy, fault, property, settings } = namesOf(report, place)
  const [, group = 0] = report.data.columns[place.column] ?? []
  const columns = columnsOf(report, group)
  return (
    <>
      <Trail report={report} strategy={place.strategy} here={`${property}, ${fault}`} />
      <h1 tabIndex={-1} class="cell-title">
        <VerdictMark verdict={verdict} />
        <span>
          <bdi>{strategy}</bdi> {verdictVerb(verdict)} {property}{' '}
          {fault === 'none' ? 'with no fault' : `under ${fault}`}
        </span>
      </h1>
      <Said report={report} cell={cell} />
      <p class="note">
        With <code>auto.offset.reset</code>: <code>{settings}</code>.
        {report.data.settings.length > 1 && <OtherSettings report={report} cell={cell} />}
      </p>
      {verdict?.verdict === 'violated' && <Alternatives report={report} cell={cell} />}
      <Counterexample report={report} cell={cell} step={step} onStep={onStep} />
      <section aria-labelledby="figures-heading">
        <h2 id="figures-heading">Duplicates and losses per run</h2>
        <FiguresPlot
          report={report}
          strategy={place.strategy}
          {...{ columns }}
          current={place.column}
        />
      </section>
      <CellCoverage report={report} strategy={place.strategy} fault={fault} />
      <section aria-labelledby="cost-heading">
        <h2 id="cost-heading">What safety costs</h2>
        <CostPlot report={report} columns={columns} current={place.strategy} />
      </section>
      <Measured report={report} strategy={place.strategy} />
    </>
  )
}

interface CellOnly {
  readonly report: Report
  readonly cell: number
}

function Said({ report, cell }: CellOnly) {
  const verdict = report.verdict(cell)
  const search = report.search(cell)
  const reason = report.reason(cell)
  const statement = report.data.properties[report.place(cell).property]?.statement
  if (verdict === null) return <p>Nobody asked for this cell.</p>
  return (
    <dl class="said">
      <dt>Property</dt>
      <dd>{statement}</dd>
      <dt>Verdict</dt>
      <dd>
        {verdictMeaning(verdict, search)}
        {reason !== null && <> Reason: {reason}.</>}
      </dd>
      {search !== null && (
        <>
          <dt>Searched</dt>
          <dd>{searchWords(search)}</dd>
        </>
      )}
    </dl>
  )
}

function OtherSettings({ report, cell }: CellOnly) {
  const place = report.place(cell)
  const [fault] = report.data.columns[place.column] ?? []
  const others = report.data.columns.flatMap(([one], column) =>
    one === fault && column !== place.column ? [{ ...place, column }] : [],
  )
  if (others.length === 0) return null
  return (
    <>
      {' Also: '}
      {others.map((other, at) => (
        <span key={other.column}>
          {at > 0 && ', '}
          <a href={hrefOf(report, other)}>
            {namesOf(report, other).settings} ({verdictWord(report.verdict(report.number(other)))})
          </a>
        </span>
      ))}
      .
    </>
  )
}

function Counterexample({ report, cell, step, onStep }: CellProps) {
  const broken = report.broken(cell)
  if (broken === null) return null
  return (
    <section aria-labelledby="story-heading">
      <h2 id="story-heading">The run that broke it</h2>
      <p class="note">{foundWords(broken)}</p>
      <Command command={broken.replay} what="the replay command" />
      {canTell(report, cell) ? (
        <Story report={report} cell={cell} step={step} onStep={onStep} />
      ) : (
        <Untold report={report} cell={cell} broken={broken} />
      )}
    </section>
  )
}

function foundWords({ from, schedule, choices, choicesFound }: BrokenCell): string {
  const known = from !== '' || schedule === 0
  const where = known ? 'Known before this search' : `Found in schedule ${schedule}`
  return choices < choicesFound
    ? `${where}, shrunk from ${counted(choicesFound, 'choice')} to ${choices}.`
    : `${where}: ${counted(choices, 'choice')}.`
}

function Story({ report, cell, step, onStep }: CellProps) {
  const story = useStory(report, cell)
  if (story === null) return <p role="status">Opening the story …</p>
  if (typeof story === 'string') return <p role="alert">{story}</p>
  const last = Math.max(0, story.steps.length - 1)
  return <Explorer story={story} step={Math.min(step, last)} onStep={onStep} />
}

function Untold({ report, cell, broken }: CellOnly & { readonly broken: BrokenCell }) {
  const { strategy, property } = report.place(cell)
  const told = report.storyCell(strategy, property)
  return (
    <>
      <p class="witness" dir="auto">
        <VerdictMark verdict={report.verdict(cell)} /> {broken.witness}
        {broken.more > 0 && `, and ${broken.more} more like it`}
      </p>
      <p class="note">
        The steps of this run are not in this file: the command above brings them back.
        {told !== null && (
          <>
            {' '}
            The page tells the shortest way to break this property:{' '}
            <a href={hrefOf(report, report.place(told))}>
              {namesOf(report, report.place(told)).fault}
            </a>
            .
          </>
        )}
      </p>
    </>
  )
}
