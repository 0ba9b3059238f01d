/** Records lost against records that take effect twice, all strategies in one picture. */
import { scaleSqrt } from 'd3-scale'
import {
  type SymbolType,
  line as shapeLine,
  symbol,
  symbolCircle,
  symbolSquare,
  symbolTriangle,
} from 'd3-shape'
import { useState } from 'preact/hooks'
import type { Claim } from '../../strategies/strategy.ts'
import type { Report } from '../open-report.ts'
import { strategyHash } from '../route.ts'
import { figure } from '../words.ts'
import { CostLabels } from './cost-labels.tsx'
import { CostTable } from './cost-table.tsx'
import { type Cost, costsOf, frontOf } from './costs.ts'
import { useWidth } from './use-width.ts'

interface CostPlotProps {
  readonly report: Report
  readonly columns: readonly number[]
  /** The strategy to point at; null: none. */
  readonly current: number | null
}

const shapes: Readonly<Record<Claim, SymbolType>> = {
  'at-least-once': symbolCircle,
  'at-most-once': symbolTriangle,
  'exactly-once': symbolSquare,
}

const height = 420
const margin = { top: 30, right: 16, bottom: 40, left: 44 } as const

/** The plot, its key, and its table. */
export function CostPlot({ report, columns, current }: CostPlotProps) {
  const costs = costsOf(report, columns)
  const [room, width] = useWidth(720)
  const [near, setNear] = useState<number | null>(null)
  if (costs.length === 0) return <p class="note">No statistics were taken.</p>
  const x = scaleSqrt([0, most(costs, 'duplicated')], [margin.left, width - margin.right]).nice()
  const y = scaleSqrt([0, most(costs, 'lost')], [height - margin.bottom, margin.top]).nice()
  const size = scaleSqrt([0, most(costs, 'reprocessed')], [28, 260])
  const point = (cost: Cost): [number, number] => [x(cost.duplicated), y(cost.lost)]
  const at = (event: MouseEvent & { readonly currentTarget: SVGSVGElement }) => {
    const box = event.currentTarget.getBoundingClientRect()
    return nearest(costs.map(point), event.clientX - box.left, event.clientY - box.top)
  }
  const nameOf = ({ strategy }: Cost) => report.data.strategies[strategy]?.name ?? ''
  const open = (cost: Cost | undefined) => {
    if (cost !== undefined) location.hash = strategyHash(nameOf(cost))
  }
  const named = costs[near ?? -1] ?? costs.find(({ strategy }) => strategy === current)
  const front = frontOf(report, costs)
  return (
    <figure class="plot">
      <figcaption>
        Records lost and taking effect twice, means per run over the faults of every day and of
        brokers that can happen to the strategy; both axes are stretched near zero. The larger a
        sign, the more work is done again. The line is the front: none sound is better in both.{' '}
        {frontWords(front, nameOf)}
      </figcaption>
      <div ref={room}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table below has the same links. */}
        <svg
          {...{ width, height }}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          class={near === null ? '' : 'pointing'}
          aria-label="Lost against duplicated records; the table below has the figures and links."
          onPointerMove={(event) => setNear(at(event))}
          onPointerLeave={() => setNear(null)}
          onClick={(event) => open(costs[at(event) ?? -1])}
        >
          <Axes x={x} y={y} width={width} />
          <path class="front" d={line(front.map(point)) ?? ''} />
          {costs.map((cost) => (
            <Point
              key={cost.strategy}
              entry={report.data.strategies[cost.strategy]}
              at={point(cost)}
              size={size(cost.reprocessed)}
              strong={cost === named}
            />
          ))}
          <CostLabels
            labels={labelled(costs, front, named).map((cost) => {
              const [px, py] = point(cost)
              return { x: px, y: py, text: nameOf(cost), strong: cost === named }
            })}
            width={width}
          />
        </svg>
      </div>
      <ul class="legend">
        <li>● claims at-least-once</li>
        <li>▲ at-most-once</li>
        <li>■ exactly-once</li>
        <li>hollow: a known bug</li>
        <li>a click opens the strategy</li>
        {named !== undefined && (
          <li class="named">
            <bdi>{nameOf(named)}</bdi>: {costWords(named)}
          </li>
        )}
      </ul>
      <CostTable report={report} costs={costs} current={current} />
    </figure>
  )
}

const line = shapeLine()

const most = (costs: readonly Cost[], of: 'duplicated' | 'reprocessed' | 'lost'): number =>
  Math.max(0.1, ...costs.map((cost) => cost[of]))

/** What is named first has its place first: what is pointed at, the front, then the worst. */
function labelled(
  costs: readonly Cost[],
  front: readonly Cost[],
  named: Cost | undefined,
): readonly Cost[] {
  const worst = costs.toSorted((a, b) => b.lost + b.duplicated - a.lost - a.duplicated)
  return [...new Set([...(named === undefined ? [] : [named]), ...front, ...worst])]
}

/** Who of the front loses is said: being on it is no advice. */
function frontWords(front: readonly Cost[], nameOf: (cost: Cost) => string): string {
  const losing = front.filter(({ lost }) => lost > 0)
  if (losing.length === 0) return ''
  const verb = losing.length === 1 ? 'loses' : 'lose'
  return `Of those on it ${verb} records: ${losing.map(nameOf).join(', ')}.`
}

const costWords = ({ commits, duplicated, reprocessed, lost }: Cost): string =>
  `${figure(lost)} lost, ${figure(duplicated)} twice, ${figure(reprocessed)} done again, ` +
  `${figure(commits)} commit requests`

/** Which of the points is within a finger's width; null: none. */
function nearest(
  points: readonly (readonly [number, number])[],
  x: number,
  y: number,
): number | null {
  const distances = points.map(([px, py]) => Math.hypot(px - x, py - y))
  const least = Math.min(...distances)
  return least > 24 ? null : distances.indexOf(least)
}

interface Scale {
  (value: number): number
  ticks(count: number): number[]
}

interface AxesProps {
  readonly x: Scale
  readonly y: Scale
  readonly width: number
}

function Axes({ x, y, width }: AxesProps) {
  const bottom = height - margin.bottom
  return (
    <g class="axes">
      {y.ticks(6).map((tick) => (
        <g key={tick}>
          <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
          <text x={margin.left - 8} y={y(tick) + 4} text-anchor="end">
            {tick}
          </text>
        </g>
      ))}
      {x.ticks(width / 120).map((tick) => (
        <text key={tick} x={x(tick)} y={bottom + 18} text-anchor="middle">
          {tick}
        </text>
      ))}
      <text class="axis-title" x={width - margin.right} y={height - 6} text-anchor="end">
        records that take effect twice, per run →
      </text>
      <text class="axis-title" x={margin.left - 20} y={14}>
        ↑ records lost per run
      </text>
    </g>
  )
}

interface PointProps {
  readonly entry: Report['data']['strategies'][number] | undefined
  readonly at: readonly [number, number]
  /** The area of its sign. */
  readonly size: number
  readonly strong: boolean
}

function Point({ entry, at: [x, y], size, strong }: PointProps) {
  if (entry === undefined) return null
  const path = symbol(shapes[entry.claims], size)()
  const kind = `point${entry.faulty ? ' hollow' : ''}${strong ? ' strong' : ''}`
  return <path class={kind} d={path ?? ''} transform={`translate(${x} ${y})`} />
}
