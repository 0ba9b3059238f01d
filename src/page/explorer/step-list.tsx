/** The steps in words, each beside what is drawn of it: a list that assistive technology reads. */
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import type { Sight } from './drawing.ts'
import { type Layout, type Row, rowsWithin } from './layout.ts'
import { shapeOf } from './marks.ts'
import { sayingOf, stepNumber } from './saying.ts'

/** How the option of a step is called in the document. */
export function optionId(list: string, step: number): string {
  return `${list}-step-${step}`
}

interface OptionProps {
  readonly story: ExplorerStory
  readonly layout: Layout
  readonly row: Row
  readonly list: string
  readonly place: number
  readonly current: boolean
  readonly onStep: (step: number) => void
}

function StepOption({ story, layout, row, list, place, current, onStep }: OptionProps) {
  const step = story.steps[row.step]
  if (step === undefined) return null
  const classes = [
    'explorer-row',
    `is-${shapeOf(step)}`,
    step.message !== null && step.why === null ? 'is-quiet' : '',
    step.marked ? 'is-marked' : '',
    current ? 'is-current' : '',
  ]
  const why = step.why === null ? '' : ` Why: ${step.why}`
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys of its options.
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names its option.
    <div
      id={optionId(list, row.step)}
      role="option"
      class={classes.filter(Boolean).join(' ')}
      aria-selected={current}
      aria-setsize={layout.rows.length}
      aria-posinset={place + 1}
      aria-label={`Step ${stepNumber(row.step)}: ${sayingOf(story, step)}.${why}`}
      style={{ top: `${row.top}px`, height: `${row.height}px` }}
      onClick={() => onStep(row.step)}
    >
      <span class="explorer-number" style={{ top: `${row.y - row.top}px` }}>
        {stepNumber(row.step)}
      </span>
      <span class="explorer-words" style={{ left: `${layout.textLeft}px` }}>
        {row.lines.map((line, index) => (
          <span key={index} class="explorer-line">
            {line}
          </span>
        ))}
      </span>
      {row.why.length > 0 && (
        <span class="explorer-why" style={{ left: `${layout.textLeft}px` }}>
          {row.why.map((line, index) => (
            <span key={index} class="explorer-line">
              {line}
            </span>
          ))}
        </span>
      )}
    </div>
  )
}

/** What the list shows. */
export interface StepListProps {
  readonly story: ExplorerStory
  readonly layout: Layout
  readonly sight: Sight
  readonly list: string
  readonly step: number
  readonly onStep: (step: number) => void
}

/** The options in sight, and the current one wherever it is: the list names it. */
export function StepList({ story, layout, sight, list, step, onStep }: StepListProps) {
  const { first, end } = rowsWithin(layout, sight.top, sight.bottom)
  const current = layout.rowOf[step] ?? -1
  const places = Array.from({ length: end - first }, (_, index) => first + index)
  if (current >= 0 && current < first) places.unshift(current)
  if (current >= end) places.push(current)
  return (
    <>
      {places.map((place) => {
        const row = layout.rows[place]
        if (row === undefined) return null
        const props = { story, layout, row, list, place, onStep }
        return <StepOption key={row.step} {...props} current={row.step === step} />
      })}
    </>
  )
}
