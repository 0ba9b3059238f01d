/** What `ackurate measure` says of a strategy: curves over what was swept. */
import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import type { MeasuredFigure, MeasuredPoint, Measurement } from '../../search/timed/measurement.ts'
import type { Report } from '../open-report.ts'
import { figure } from '../words.ts'

interface MeasuredProps {
  readonly report: Report
  readonly strategy: number
}

interface Curve {
  readonly title: string
  readonly of: (point: MeasuredPoint) => MeasuredFigure | null
}

const curves: readonly Curve[] = [
  { title: 'duplicates per million records', of: (point) => point.duplicates },
  { title: 'lost per million records', of: (point) => point.losses },
  { title: 'commit requests per 1000 records', of: (point) => point.quiet.commits },
  { title: 'lag, 99th percentile, ms', of: (point) => point.quiet.lagP99 },
]

/** The section; nothing where the strategy was not measured. */
export function Measured({ report, strategy }: MeasuredProps) {
  const name = report.data.strategies[strategy]?.name
  const own = report.data.measurements.filter((one) => one.strategy.name === name)
  if (own.length === 0) return null
  return (
    <section aria-labelledby="measured-heading">
      <h2 id="measured-heading">Under load</h2>
      {own.map((measurement, at) => (
        <OneMeasurement key={at} measurement={measurement} />
      ))}
    </section>
  )
}

function OneMeasurement({ measurement }: { readonly measurement: Measurement }) {
  const { profile, sweep, points } = measurement
  return (
    <figure class="plot">
      <figcaption>
        Profile <code>{profile.name}</code>
        {sweep !== null && (
          <>
            , by <code>{sweep}</code>
          </>
        )}
        , with 95 % intervals.
      </figcaption>
      {points.length > 1 && (
        <div class="curves">
          {curves.map((curve) => (
            <CurvePlot key={curve.title} curve={curve} points={points} />
          ))}
        </div>
      )}
      <MeasuredTable points={points} />
    </figure>
  )
}

const size = { width: 300, height: 170, left: 44, right: 12, top: 26, bottom: 24 } as const

function CurvePlot({
  curve,
  points,
}: {
  readonly curve: Curve
  readonly points: Measurement['points']
}) {
  const told = points.flatMap((point) => {
    const value = curve.of(point)
    return value === null ? [] : [{ name: point.value ?? '', ...value }]
  })
  const names = points.map(({ value }) => value ?? '')
  const x = scalePoint(names, [size.left, size.width - size.right]).padding(0.3)
  const most = Math.max(1e-9, ...told.map(({ ci95: [, high] }) => high))
  const y = scaleLinear([0, most], [size.height - size.bottom, size.top]).nice(4)
  const path = line<(typeof told)[number]>(
    ({ name }) => x(name) ?? 0,
    ({ value }) => y(value),
  )(told)
  return (
    <svg
      width={size.width}
      height={size.height}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={`${curve.title}: a curve`}
    >
      <text class="axis-title" x="4" y="12">
        {curve.title}
      </text>
      <g class="axes">
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line x1={size.left} x2={size.width - size.right} y1={y(tick)} y2={y(tick)} />
            <text x={size.left - 6} y={y(tick) + 4} text-anchor="end">
              {figure(tick)}
            </text>
          </g>
        ))}
        {names.map((name) => (
          <text key={name} x={x(name)} y={size.height - 8} text-anchor="middle">
            {name}
          </text>
        ))}
      </g>
      <path class="curve" d={path ?? ''} />
      {told.map(({ name, value, ci95: [low, high] }) => (
        <g key={name}>
          <line class="interval" x1={x(name)} x2={x(name)} y1={y(low)} y2={y(high)} />
          <circle class="mean" cx={x(name)} cy={y(value)} r="3" />
        </g>
      ))}
    </svg>
  )
}

function MeasuredTable({ points }: { readonly points: Measurement['points'] }) {
  const words = (value: MeasuredFigure | null): string =>
    value === null ? '' : `${figure(value.value)} (${value.ci95.map(figure).join('–')})`
  return (
    <details class="as-table" open={points.length === 1}>
      <summary>The same as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">value</th>
            {curves.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.value}>
              <th scope="row">{point.value ?? 'as it is'}</th>
              {curves.map(({ title, of }) => (
                <td key={title} class="figure">
                  {words(of(point))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
