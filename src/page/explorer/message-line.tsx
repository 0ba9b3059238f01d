/** One way of a message as a line with its head, its cross or its word. */
import { type Drawing, labelGapMin } from './drawing.ts'
import { yOf } from './layout.ts'
import type { MessageSegment } from './message-segments.ts'
import { shapePaths } from './shape-path.ts'

/** The marks of both ends are this wide: lines leave them free. */
const clearance = 6

interface LineShape {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  /** In degrees: where it points. */
  readonly angle: number
}

/** From mark to mark; between its lane and the next one where the message got no further. */
function lineOf(
  { fromLane, toLane, fromStep, toStep, ends }: MessageSegment,
  drawing: Drawing,
): LineShape | null {
  const { layout } = drawing
  const from = layout.lanes[fromLane]
  const to = layout.lanes[toLane]
  if (from === null || from === undefined || to === null || to === undefined) return null
  const y1 = yOf(layout, fromStep)
  // A line that goes nowhere could not be seen: what is lost at once is lost a little later.
  const y2 = Math.max(yOf(layout, toStep), y1 + (ends === 'arrived' ? 0 : 4))
  const x2 = ends === 'arrived' ? to : from + (Math.sign(to - from) * layout.laneGap) / 2
  const length = Math.hypot(x2 - from, y2 - y1) || 1
  const [dx, dy] = [((x2 - from) / length) * clearance, ((y2 - y1) / length) * clearance]
  const stop = ends === 'arrived' ? 1 : 0
  return {
    x1: from + dx,
    y1: y1 + dy,
    x2: x2 - dx * stop,
    y2: y2 - dy * stop,
    angle: (Math.atan2(y2 - y1, x2 - from) * 180) / Math.PI,
  }
}

function wordOf(segment: MessageSegment, api: string): string {
  if (segment.ends === 'lost') return segment.way === 'request' ? `${api} lost` : 'answer lost'
  const late = segment.late ? ', late' : ''
  return segment.way === 'request' ? `${api}${late}` : (segment.error ?? '')
}

function Word({ x, y, end, word }: { x: number; y: number; end: boolean; word: string }) {
  return (
    <text class="explorer-word" x={x} y={y} text-anchor={end ? 'end' : 'start'}>
      {word}
    </text>
  )
}

/** Draws it. */
export function MessageLine({ segment, drawing }: { segment: MessageSegment; drawing: Drawing }) {
  const line = lineOf(segment, drawing)
  if (line === null) return null
  const { story, layout } = drawing
  const { x1, y1, x2, y2, angle } = line
  // Between the rows of others it would be beside what it does not belong to.
  const isShown = layout.rows[layout.rowOf[segment.fromStep] ?? -1]?.step === segment.fromStep
  const word = isShown ? wordOf(segment, story.arrows[segment.arrow]?.api ?? '') : ''
  const forward = x2 >= x1
  const kind = [
    segment.way,
    segment.ends,
    segment.late ? 'late' : '',
    segment.error === null ? '' : 'refused',
  ]
  const name = kind.flatMap((each) => (each === '' ? [] : [`is-${each}`])).join(' ')
  return (
    <g class={`explorer-message ${name}`}>
      <line x1={x1} y1={y1} x2={x2} y2={y2} />
      {segment.ends === 'lost' ? (
        <path class="explorer-cross" d={shapePaths.fault} transform={`translate(${x2} ${y2})`} />
      ) : (
        <path
          class="explorer-arrowhead"
          d="M0 0L-8-3.5V3.5Z"
          transform={`translate(${x2} ${y2}) rotate(${angle})`}
        />
      )}
      {layout.laneGap >= labelGapMin && word !== '' && (
        <Word x={x1 + (forward ? 8 : -8)} y={y1 - 4} end={!forward} word={word} />
      )}
      {segment.late && <Word x={x2 + (forward ? -8 : 8)} y={y2 - 4} end={forward} word="late" />}
    </g>
  )
}
