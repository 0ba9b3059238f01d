/** Records lost, duplicated and reprocessed per run, fault by fault: pictures in tables. */
import { scaleLinear } from 'd3-scale'
import { meaningOf } from '../../report/glossary.ts'
import type { Report, UnitFigures } from '../open-report.ts'
import { faultOf } from '../places.ts'
import { figure } from '../words.ts'
import { ChurnTable } from './churn-table.tsx'

interface FiguresPlotProps {
  readonly report: Report
  readonly strategy: number
  readonly columns: readonly number[]
  /** The column to point at; null: none. */
  readonly current: number | null
}

type Kind = 'lost' | 'duplicated' | 'reprocessed'

const titles: Readonly<Record<Kind, string>> = {
  lost: 'Lost records per run',
  duplicated: 'Duplicated records per run',
  reprocessed: 'Reprocessed records per run',
}

/** A table per kind; one line where none was ever counted. */
export function FiguresPlot(props: FiguresPlotProps) {
  return (
    <div class="tables">
      <KindTable {...props} kind="lost" />
      <KindTable {...props} kind="duplicated" />
      <KindTable {...props} kind="reprocessed" />
      <ChurnTable {...props} />
    </div>
  )
}

interface KindProps extends FiguresPlotProps {
  readonly kind: Kind
}

function KindTable({ report, strategy, columns, current, kind }: KindProps) {
  const rows = columns.flatMap((column) => {
    const figures = report.figures(strategy, column)
    // What an older comparison has not counted is not shown.
    return figures === null || figures[`${kind} max`] < 0 ? [] : [{ column, figures }]
  })
  if (rows.length === 0) return null
  const most = Math.max(0, ...rows.map(({ figures }) => figures[`${kind} max`]))
  const always = rows.filter(({ figures }) => figures[`${kind} max`] > 0)
  const shown = rows.filter((row) => row.column === current || always.includes(row))
  const calm = rows.length - shown.length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by keys.
    <section class="table-room" aria-label={`Table of ${titles[kind].toLowerCase()}`} tabIndex={0}>
      <table class="ranges">
        <caption title={meaningOf(kind)}>{titles[kind]}</caption>
        {most > 0 && <RangeHead most={most} />}
        <tbody>
          {shown.map(({ column, figures }) => (
            <RangeRow
              key={column}
              {...{ figures, kind, most }}
              title={faultOf(report, column)}
              current={column === current}
            />
          ))}
        </tbody>
      </table>
      {calm > 0 && (
        <p class="note">
          None in any run under {calm} {shown.length > 0 && 'other '}faults.
        </p>
      )}
    </section>
  )
}

const width = 180
const scaleOf = (most: number) => scaleLinear([0, Math.max(most, 1)], [8, width - 10])

function RangeHead({ most }: { readonly most: number }) {
  const scale = scaleOf(most)
  const ticks = scale.ticks(4).filter(Number.isInteger)
  return (
    <thead>
      <tr>
        <th scope="col">Fault</th>
        <th scope="col">
          <span class="unseen">From the median to the 99th of 100 runs, and the mean</span>
          <svg width={width} height="14" aria-hidden="true">
            {ticks.map((tick) => (
              <text key={tick} x={scale(tick)} y="11" text-anchor="middle">
                {tick}
              </text>
            ))}
          </svg>
        </th>
        <th scope="col">mean</th>
        <th scope="col">95 % interval</th>
        <th scope="col">p50</th>
        <th scope="col">p99</th>
        <th scope="col">max</th>
      </tr>
    </thead>
  )
}

interface RangeRowProps {
  readonly figures: UnitFigures
  readonly kind: Kind
  readonly most: number
  readonly title: string
  readonly current: boolean
}

function RangeRow({ figures, kind, most, title, current }: RangeRowProps) {
  const of = (what: 'mean' | 'p50' | 'p99' | 'max' | 'low' | 'high') => figures[`${kind} ${what}`]
  return (
    <tr class={current ? 'current' : ''} aria-current={current ? 'true' : undefined}>
      <th scope="row">{title}</th>
      <td>{most > 0 && <Range of={of} most={most} />}</td>
      <td class="figure">{figure(of('mean'))}</td>
      <td class="figure">
        {figure(of('low'))}–{figure(of('high'))}
      </td>
      <td class="figure">{figure(of('p50'))}</td>
      <td class="figure">{figure(of('p99'))}</td>
      <td class="figure">{figure(of('max'))}</td>
    </tr>
  )
}

interface RangeProps {
  readonly of: (what: 'mean' | 'p50' | 'p99' | 'max' | 'low' | 'high') => number
  readonly most: number
}

/** A bar from p50 to p99, a tick at the most, a dot at the mean, a line for its interval. */
function Range({ of, most }: RangeProps) {
  const scale = scaleOf(most)
  const [low, high, mean] = [scale(of('low')), scale(of('high')), scale(of('mean'))]
  return (
    <svg class="range" width={width} height="14" aria-hidden="true">
      <line class="base" x1={scale(0)} x2={scale(of('max'))} y1="7" y2="7" />
      <rect
        class="body"
        x={scale(of('p50'))}
        y="4"
        height="6"
        width={scale(of('p99')) - scale(of('p50'))}
      />
      <line class="most" x1={scale(of('max'))} x2={scale(of('max'))} y1="3" y2="11" />
      <line class="interval" x1={low} x2={high} y1="7" y2="7" />
      <circle class="mean" cx={mean} cy="7" r="3" />
    </svg>
  )
}
