/** Commit requests per run against records processed again, all strategies in one picture. */
import { scaleLinear, scaleSqrt } from 'd3-scale'
import { type SymbolType, symbol, symbolCircle, symbolSquare, symbolTriangle } from 'd3-shape'
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Claim } from '../../strategies/strategy.ts'
import type { Report } from '../open-report.ts'
import { figure } from '../words.ts'
import { CostTable } from './cost-table.tsx'
import { type Cost, costsOf } from './costs.ts'

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

const height = 320
const margin = { top: 30, right: 16, bottom: 40, left: 44 } as const

/** The plot, its key, and its table. */
export function CostPlot({ report, columns, current }: CostPlotProps) {
  const costs = costsOf(report, columns)
  const [room, width] = useWidth(720)
  const [near, setNear] = useState<number | null>(null)
  if (costs.length === 0) return <p class="note">No statistics were taken.</p>
  const x = scaleLinear([0, most(costs, 'commits')], [margin.left, width - margin.right]).nice()
  const y = scaleSqrt([0, most(costs, 'reprocessed')], [height - margin.bottom, margin.top]).nice()
  const point = (cost: Cost) => [x(cost.commits), y(cost.reprocessed)] as const
  const follow = (event: PointerEvent & { readonly currentTarget: SVGSVGElement }) => {
    const box = event.currentTarget.getBoundingClientRect()
    setNear(nearest(costs.map(point), event.clientX - box.left, event.clientY - box.top))
  }
  const named = costs[near ?? -1] ?? costs.find(({ strategy }) => strategy === current)
  const nameOf = ({ strategy }: Cost) => report.data.strategies[strategy]?.name ?? ''
  return (
    <figure class="plot">
      <figcaption>
        Means per run, over the faults that can happen to the strategy. Less is better on both axes;
        the upright one is stretched near zero.
      </figcaption>
      <div ref={room}>
        <svg
          {...{ width, height }}
          role="img"
          aria-label="Commit requests against reprocessed records; the table below has the figures."
          onPointerMove={follow}
          onPointerLeave={() => setNear(null)}
        >
          <Axes x={x} y={y} width={width} />
          {costs.map((cost) => (
            <Point
              key={cost.strategy}
              entry={report.data.strategies[cost.strategy]}
              at={point(cost)}
              strong={cost === named}
            />
          ))}
          {named !== undefined && <Label at={point(named)} text={nameOf(named)} width={width} />}
        </svg>
      </div>
      <ul class="legend">
        <li>● claims at-least-once</li>
        <li>▲ at-most-once</li>
        <li>■ exactly-once</li>
        <li>hollow: a known bug</li>
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

const most = (costs: readonly Cost[], of: 'commits' | 'reprocessed'): number =>
  Math.max(0.1, ...costs.map((cost) => cost[of]))

const costWords = ({ commits, reprocessed, lost }: Cost): string =>
  `${figure(commits)} requests, ${figure(reprocessed)} reprocessed, ${figure(lost)} lost`

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
      {x.ticks(width / 90).map((tick) => (
        <text key={tick} x={x(tick)} y={bottom + 18} text-anchor="middle">
          {tick}
        </text>
      ))}
      <text class="axis-title" x={width - margin.right} y={height - 6} text-anchor="end">
        commit requests per run →
      </text>
      <text class="axis-title" x={margin.left - 20} y={14}>
        ↑ records reprocessed per run
      </text>
    </g>
  )
}

interface PointProps {
  readonly entry: Report['data']['strategies'][number] | undefined
  readonly at: readonly [number, number]
  readonly strong: boolean
}

function Point({ entry, at: [x, y], strong }: PointProps) {
  if (entry === undefined) return null
  const path = symbol(shapes[entry.claims], strong ? 130 : 52)()
  const kind = `point${entry.faulty ? ' hollow' : ''}${strong ? ' strong' : ''}`
  return <path class={kind} d={path ?? ''} transform={`translate(${x} ${y})`} />
}

interface LabelProps {
  readonly at: readonly [number, number]
  readonly text: string
  readonly width: number
}

function Label({ at: [x, y], text, width }: LabelProps) {
  const right = x > width / 2
  return (
    <text
      class="point-label"
      x={right ? x - 10 : x + 10}
      y={y - 8}
      text-anchor={right ? 'end' : 'start'}
    >
      {text}
    </text>
  )
}

/** The element to measure, and its width in CSS pixels: words of a plot keep their size. */
function useWidth(first: number): readonly [RefObject<HTMLDivElement | null>, number] {
  const room = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(first)
  useLayoutEffect(() => {
    const element = room.current
    if (element === null) return
    const measure = () => setWidth(Math.max(240, Math.floor(element.clientWidth)))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [room, width]
}
