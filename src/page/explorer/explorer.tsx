/** The counterexample explorer: what happened, step by step, with how all stood. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import { stateAt } from '../../report/explorer/state.ts'
import { Controls } from './controls.tsx'
import { type Detail, visibleSteps } from './detail.ts'
import { Legend } from './legend.tsx'
import { lifeSpans } from './life-spans.ts'
import { clampStep, type Move, moved, moveOfKey } from './navigation.ts'
import { Panel } from './panel.tsx'
import { ReplayLine } from './replay-line.tsx'
import { sayingOf, stepNumber, timeText } from './saying.ts'
import { SpaceTime } from './space-time.tsx'
import { Summary } from './summary.tsx'

export interface ExplorerProps {
  readonly story: ExplorerStory
  /** The step that is shown; counts from 0. */
  readonly step: number
  readonly onStep: (step: number) => void
}

/** Keys belong to what is written in, and to the browser where a modifier is held. */
function takesKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false
  const target = event.target
  return !(target instanceof Element && target.closest('textarea, select, input[type=text]'))
}

/**
 * Keys work at once: the list of steps has the focus, unless the reader is somewhere already. An
 * address that names a step shows it.
 */
function openAt(body: HTMLElement | null, named: boolean): void {
  const active = document.activeElement
  const free = active === null || active === document.body || active.matches('h1')
  if (free) body?.querySelector<HTMLElement>('[role=listbox]')?.focus({ preventScroll: true })
  if (named) body?.scrollIntoView({ block: 'start' })
}

/** All that is listed, for a printer: a list draws what is in sight alone. */
function printed(story: ExplorerStory, visible: readonly number[]): string {
  const wide = String(story.steps.length).length
  const lines = visible.flatMap((number) => {
    const own = story.steps[number]
    if (own === undefined) return []
    const why = own.why === null ? '' : ` — ${own.why}`
    const at = stepNumber(number).padStart(wide)
    return [`${at}  ${timeText(own.time)}  ${sayingOf(story, own)}${why}`]
  })
  return lines.join('\n')
}

/** Shows one story. A step that does not exist is taken as the nearest one that does. */
export function Explorer({ story, step: asked, onStep }: ExplorerProps) {
  const step = clampStep(story, asked)
  const [detail, setDetail] = useState<Detail>({ every: false, routine: false })
  const visible = useMemo(() => visibleSteps(story, detail, step), [story, detail, step])
  const lives = useMemo(() => lifeSpans(story), [story])
  const state = useMemo(() => stateAt(story, step), [story, step])
  const target = (move: Move): number => moved(story, visible, step, move)
  const move = (by: Move): void => onStep(target(by))
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = takesKey(event) ? moveOfKey(event.key) : null
    if (by === null) return
    event.preventDefault()
    move(by)
  }
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => openAt(body.current, asked > 0), [story])
  const now = story.steps[step]
  const said = now === undefined ? '' : sayingOf(story, now)
  return (
    <section class="explorer" aria-label="Counterexample" onKeyDown={onKeyDown}>
      <Summary story={story} onStep={onStep} />
      <Controls
        {...{ story, step, detail, shown: visible.length }}
        onMove={move}
        leads={(by) => target(by) !== step}
        onDetail={setDetail}
      />
      <div class="explorer-body" ref={body}>
        <SpaceTime {...{ story, step, visible, lives, onStep }} />
        <Panel {...{ story, state, lives, onStep }} />
      </div>
      <pre class="explorer-print explorer-print-story">{story.text}</pre>
      <div class="explorer-print explorer-print-steps">
        <h2>Step by step</h2>
        <pre>{printed(story, visible)}</pre>
      </div>
      <p class="explorer-announcement" aria-live="polite">
        Step {stepNumber(step)} of {story.steps.length}: {said}.{' '}
        {now === undefined || now.why === null ? '' : `Why: ${now.why}`}
      </p>
      <ReplayLine command={story.replay} />
      <Legend />
      <details class="explorer-text">
        <summary>The story as text</summary>
        <pre>{story.text}</pre>
      </details>
    </section>
  )
}
