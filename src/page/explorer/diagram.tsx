/** The space-time diagram: lanes, lives, the stay of marked records, messages and marks. */
import { type Drawing, labelGapMin, type Sight } from './drawing.ts'
import { type Layout, rowsWithin, yOf } from './layout.ts'
import { shapeOf } from './marks.ts'
import { MessageLine } from './message-line.tsx'
import { gapText } from './saying.ts'
import { shapePaths } from './shape-path.ts'
import type { Span } from './spans.ts'
import type { TrackSpan } from './tracks.ts'

const startOf = (layout: Layout, span: Span): number =>
  span.from === 0 ? 0 : yOf(layout, span.from)
const endOf = (layout: Layout, span: Span): number =>
  span.to === null ? layout.height : yOf(layout, span.to)

function SpanLines({ drawing, sight }: { drawing: Drawing; sight: Sight }) {
  const { layout, lives, tracks } = drawing
  const seen = <T extends Span>(spans: readonly T[]): readonly T[] =>
    spans.filter((span) => startOf(layout, span) < sight.bottom && endOf(layout, span) > sight.top)
  const line = (span: Span, name: string) => {
    const x = layout.lanes[span.lane]
    if (x === null || x === undefined) return null
    const y1 = Math.max(sight.top, startOf(layout, span))
    const y2 = Math.min(sight.bottom, endOf(layout, span))
    return <line key={`${name} ${span.from}`} class={name} x1={x} x2={x} y1={y1} y2={y2} />
  }
  return (
    <>
      {seen(tracks).map((span) => line(span, `explorer-track is-${span.kind} at-${span.lane}`))}
      {seen(lives).map((span) => line(span, `explorer-life is-${span.status} at-${span.lane}`))}
    </>
  )
}

/** What a stay means, beside its beginning; that a log has its records needs no word. */
const stays: Readonly<Record<TrackSpan['kind'], string>> = {
  log: '',
  held: 'unfinished',
  committed: 'counts as done',
}

function StayWords({ layout, tracks }: Drawing) {
  if (layout.laneGap < labelGapMin) return null
  return (
    <>
      {tracks.map(({ lane, from, kind }) => {
        const x = layout.lanes[lane]
        if (stays[kind] === '' || x === null || x === undefined) return null
        const name = `explorer-stay is-${kind}`
        return (
          <text key={`${lane} ${from}`} class={name} x={x + 11} y={yOf(layout, from) + 4}>
            {stays[kind]}
          </text>
        )
      })}
    </>
  )
}

function LaneLines({ drawing, sight }: { drawing: Drawing; sight: Sight }) {
  const { layout, story } = drawing
  return (
    <>
      {story.lanes.map(({ kind, title }, index) => {
        const x = layout.lanes[index]
        if (x === null || x === undefined) return null
        const name = kind === 'instance' ? 'explorer-lane is-absent' : 'explorer-lane'
        const bottom = Math.min(sight.bottom, layout.height)
        return <line key={title} class={name} x1={x} x2={x} y1={sight.top} y2={bottom} />
      })}
    </>
  )
}

function Marks({ drawing, sight }: { drawing: Drawing; sight: Sight }) {
  const { story, layout } = drawing
  const { first, end } = rowsWithin(layout, sight.top, sight.bottom)
  return (
    <>
      {layout.rows.slice(first, end).map((row, index) => {
        const step = story.steps[row.step]
        const x = step === undefined ? undefined : layout.lanes[step.lane]
        if (step === undefined || x === null || x === undefined) return null
        // What is lost has its cross where its line ends.
        const shape = step.message === null ? shapeOf(step) : 'message'
        const before = layout.rows[first + index - 1]
        const gap = before && gapText(story.steps[before.step]?.time ?? 0, step.time)
        const marked = step.marked ? ' is-marked' : ''
        const calm = step.event?.kind === 'calm'
        return (
          <g key={row.step}>
            {calm && (
              <line class="explorer-calm" x1="0" x2={layout.width} y1={row.top} y2={row.top} />
            )}
            {gap && (
              <text class="explorer-gap" x="4" y={row.top + 3}>
                {gap}
              </text>
            )}
            <path
              class={`explorer-mark is-${shape}${marked}`}
              d={shapePaths[shape]}
              transform={`translate(${x} ${row.y})`}
            />
          </g>
        )
      })}
    </>
  )
}

/** Draws what is in sight. The list of steps says the same, so assistive technology skips it. */
export function Diagram({ drawing, sight }: { drawing: Drawing; sight: Sight }) {
  const { layout, segments } = drawing
  const height = Math.max(0, Math.min(layout.height, sight.bottom) - sight.top)
  const seen = segments.filter(
    ({ fromStep, toStep }) =>
      yOf(layout, fromStep) < sight.bottom && yOf(layout, toStep) > sight.top,
  )
  return (
    <svg
      class="explorer-drawing"
      aria-hidden="true"
      width={layout.width}
      height={height}
      viewBox={`0 ${sight.top} ${layout.width} ${height}`}
      style={{ top: `${sight.top}px` }}
    >
      <LaneLines drawing={drawing} sight={sight} />
      <SpanLines drawing={drawing} sight={sight} />
      {seen.map((segment) => (
        <MessageLine key={`${segment.arrow} ${segment.way}`} segment={segment} drawing={drawing} />
      ))}
      <StayWords {...drawing} />
      <Marks drawing={drawing} sight={sight} />
    </svg>
  )
}
