/** Where everything of a story is drawn: pure geometry, in CSS pixels, time running downwards. */
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import { sayingOf } from './saying.ts'
import { wrap } from './wrap.ts'

/** What a story is laid out for. */
export interface LayoutInput {
  readonly story: ExplorerStory
  /** The numbers of the steps that are shown, ascending. */
  readonly visible: readonly number[]
  readonly width: number
  /** Of an average character of the list's text. */
  readonly characterWidth: number
}

/** One step as drawn. */
export interface Row {
  readonly step: number
  readonly top: number
  readonly height: number
  /** Where its mark is, and where its arrows begin and end. */
  readonly y: number
  readonly lines: readonly string[]
  readonly why: readonly string[]
}

export interface Layout {
  /** More than asked for where the lanes need more: then it is scrolled sideways. */
  readonly width: number
  /** `beside`: text to the right of the lanes; `above`: text over the lanes, on narrow screens. */
  readonly text: 'beside' | 'above'
  /** The middle of each lane; null: nothing happens there, and it is left out. */
  readonly lanes: readonly (number | null)[]
  readonly laneGap: number
  /** Where the text of rows begins. */
  readonly textLeft: number
  readonly rows: readonly Row[]
  readonly height: number
  /** By step: its row, or that of the next step that is shown; one past the last: none. */
  readonly rowOf: readonly number[]
}

const gutter = 44
const narrowGutter = 34
const lineHeight = 18
const padding = 6
/** A row's text is not squeezed below this before it is put above the lanes. */
const textWidthMin = 340
/** Names of narrow lanes are aslant: that of the last one needs room. */
const slant = 36
const laneGapMin = 26
const laneGapMax = 92
const laneGapBeside = 62

interface Columns {
  readonly text: 'beside' | 'above'
  readonly lanes: readonly number[]
  readonly laneGap: number
  readonly textLeft: number
  readonly textWidth: number
}

/** Whether anything happens in each lane. */
function usedLanes({ lanes, steps, arrows }: ExplorerStory): readonly boolean[] {
  const used = lanes.map((lane) => lane.kind === 'instance')
  for (const { lane } of steps) used[lane] = true
  for (const { from, to } of arrows) {
    used[from] = true
    used[to] = true
  }
  return used
}

/** Lanes from the left, text in what is left; over the lanes where that is too little. */
function columnsOf(laneCount: number, width: number): Columns {
  const room = width - gutter - textWidthMin
  const beside = laneCount * laneGapBeside <= room
  const left = beside ? gutter : narrowGutter
  const most = beside ? room : width - left - slant
  const laneGap = Math.max(laneGapMin, Math.min(laneGapMax, most / Math.max(1, laneCount)))
  const lanes = Array.from({ length: laneCount }, (_, index) => left + laneGap * (index + 0.5))
  const textLeft = beside ? left + laneGap * laneCount + padding : left
  return {
    text: beside ? 'beside' : 'above',
    lanes,
    laneGap,
    textLeft,
    textWidth: Math.max(80, width - textLeft - 2 * padding),
  }
}

function rowAt(input: LayoutInput, columns: Columns, step: number, top: number): Row {
  const most = Math.floor(columns.textWidth / input.characterWidth)
  const found = input.story.steps[step]
  const lines = wrap(found === undefined ? '' : sayingOf(input.story, found), most)
  // The box of a reason has a border and a sign of its own.
  const why = wrap(found?.why ?? '', Math.max(8, most - 5))
  const text = Math.max(1, lines.length) * lineHeight
  const reasons = why.length === 0 ? 0 : why.length * lineHeight + 2 * padding
  const drawn = columns.text === 'beside' ? 0 : lineHeight
  return {
    step,
    top,
    height: padding + text + drawn + reasons + padding,
    y: top + padding + (columns.text === 'beside' ? lineHeight / 2 : text + lineHeight / 2),
    lines,
    why,
  }
}

/** Lays a story out. */
export function layoutOf(input: LayoutInput): Layout {
  const { story, visible, width } = input
  const used = usedLanes(story)
  const columns = columnsOf(used.filter(Boolean).length, width)
  const rows: Row[] = []
  let top = 0
  for (const step of visible) {
    const row = rowAt(input, columns, step, top)
    rows.push(row)
    top += row.height
  }
  const rowOf: number[] = []
  for (let step = 0, row = 0; step < story.steps.length; step += 1) {
    while ((visible[row] ?? Number.POSITIVE_INFINITY) < step) row += 1
    rowOf.push(row)
  }
  let column = 0
  const lanes = used.map((is) => (is ? (columns.lanes[column++] ?? null) : null))
  const { text, laneGap, textLeft } = columns
  const last = Math.max(0, ...lanes.map((x) => x ?? 0))
  const widest = Math.max(width, Math.ceil(last + laneGap / 2))
  return { width: widest, text, lanes, laneGap, textLeft, rows, height: top, rowOf }
}

/** How far down a step is; one that is not shown is between its neighbours. */
export function yOf(layout: Layout, step: number): number {
  const row = layout.rows[layout.rowOf[step] ?? layout.rows.length]
  if (row === undefined) return layout.height
  return row.step === step ? row.y : row.top
}

/** The rows that touch a window of the drawing: first, and one past the last. */
export function rowsWithin(
  { rows }: Layout,
  top: number,
  bottom: number,
): { readonly first: number; readonly end: number } {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row !== undefined && row.top + row.height <= top) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < rows.length && (rows[end]?.top ?? bottom) < bottom) end += 1
  return { first: low, end }
}
