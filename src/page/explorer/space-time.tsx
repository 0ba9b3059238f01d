/** The scrolling diagram with the list of steps in it. */
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import { Diagram } from './diagram.tsx'
import type { Drawing } from './drawing.ts'
import { headHeight, LaneHeads } from './lane-heads.tsx'
import { type Layout, layoutOf } from './layout.ts'
import type { LifeSpan } from './life-spans.ts'
import { messageSegments } from './message-segments.ts'
import { optionId, StepList } from './step-list.tsx'
import { tracksOf } from './tracks.ts'
import { measuredText, sightAt, useViewport } from './use-viewport.ts'
import { Witnesses } from './witnesses.tsx'

interface SpaceTimeProps {
  readonly story: ExplorerStory
  readonly step: number
  readonly visible: readonly number[]
  readonly lives: readonly LifeSpan[]
  readonly onStep: (step: number) => void
}

/** Messages of which a step is shown. */
function shownSegments(story: ExplorerStory, visible: readonly number[]) {
  const arrows = new Set(visible.map((step) => story.steps[step]?.message?.arrow))
  return messageSegments(story.arrows, story.steps.length).filter(({ arrow }) => arrows.has(arrow))
}

/** The same as long as what is shown is: the current step alone changes nothing of it. */
function useDrawing(
  { story, visible, lives }: SpaceTimeProps,
  width: number,
  characterWidth: number,
): Drawing {
  const shown = visible.join(' ')
  const tracks = useMemo(() => tracksOf(story), [story])
  return useMemo(() => {
    const layout = layoutOf({ story, visible, width, characterWidth })
    return { story, layout, lives, tracks, segments: shownSegments(story, visible) }
  }, [story, shown, lives, tracks, width, characterWidth])
}

/** Where to scroll so that a row can be read with what surrounds it; the same where it can be. */
function scrolledTo(layout: Layout, step: number, top: number, height: number): number {
  const row = layout.rows[layout.rowOf[step] ?? -1]
  if (row === undefined) return top
  const room = Math.min(80, height / 4)
  if (row.top - room < top) return Math.max(0, row.top - room)
  const bottom = row.top + row.height + room
  return bottom > top + height ? bottom - height : top
}

/** Draws what is in sight, and keeps the current step there. */
export function SpaceTime(props: SpaceTimeProps) {
  const { story, step, onStep } = props
  const list = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const measure = useRef<HTMLSpanElement>(null)
  const { width, height, characterWidth } = useViewport(scroller, measure)
  const drawing = useDrawing(props, Math.max(width, 320), Math.max(characterWidth, 4))
  const { layout } = drawing
  const [top, setTop] = useState(0)
  const heads = headHeight(layout)
  const sight = useMemo(() => sightAt(top, height), [sightAt(top, height).top, height])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || height === 0) return
    const to = scrolledTo(layout, step, element.scrollTop, height - heads)
    element.scrollTop = to
    setTop(to)
  }, [step, layout, height, heads])
  const diagram = useMemo(() => <Diagram drawing={drawing} sight={sight} />, [drawing, sight])
  return (
    <div
      class={`explorer-scroller is-${layout.text}`}
      ref={scroller}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <span class="explorer-measure" ref={measure} aria-hidden="true">
        {measuredText}
      </span>
      <LaneHeads lanes={story.lanes} layout={layout} />
      <div
        class="explorer-list"
        role="listbox"
        tabIndex={0}
        aria-label="Steps"
        aria-activedescendant={layout.rows.length > 0 ? optionId(list, step) : undefined}
        style={{ height: `${layout.height}px`, minWidth: `${layout.width}px` }}
      >
        {width > 0 && <StepList {...{ story, layout, sight, list, step, onStep }} />}
        {width > 0 && diagram}
      </div>
      <Witnesses story={story} />
    </div>
  )
}
