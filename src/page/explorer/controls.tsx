/** Buttons for those who do not use keys, and how much is shown. */
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import type { Detail } from './detail.ts'
import type { Move } from './navigation.ts'
import { stepNumber, timeText } from './saying.ts'

interface ControlsProps {
  readonly story: ExplorerStory
  readonly step: number
  readonly shown: number
  readonly detail: Detail
  readonly onMove: (move: Move) => void
  /** Whether a move leads anywhere. */
  readonly leads: (move: Move) => boolean
  readonly onDetail: (detail: Detail) => void
}

const buttons: readonly { move: Move; sign: string; name: string; keys: string }[] = [
  { move: 'first', sign: '⇤', name: 'First step', keys: 'Home' },
  { move: 'previous-marked', sign: '◆ ↑', name: 'Previous marked step', keys: 'p' },
  { move: 'previous', sign: '↑', name: 'Previous step', keys: '↑' },
  { move: 'next', sign: '↓', name: 'Next step', keys: '↓' },
  { move: 'next-marked', sign: '◆ ↓', name: 'Next marked step', keys: 'n' },
  { move: 'last', sign: '⇥', name: 'Last step', keys: 'End' },
]

function Switch(props: { name: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class="explorer-switch">
      <input
        type="checkbox"
        checked={props.on}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.name}
    </label>
  )
}

/** Above the diagram. */
export function Controls(props: ControlsProps) {
  const { story, step, shown, detail, onMove, leads, onDetail } = props
  const hidden = story.steps.length - shown
  return (
    <div class="explorer-controls">
      <fieldset class="explorer-buttons" aria-label="Steps">
        {buttons.map(({ move, sign, name, keys }) => (
          <button
            key={move}
            type="button"
            aria-label={name}
            title={`${name} (${keys})`}
            aria-disabled={!leads(move)}
            onClick={() => onMove(move)}
          >
            {sign}
          </button>
        ))}
      </fieldset>
      <span class="explorer-at">
        step <b>{stepNumber(step)}</b> of {story.steps.length}, at{' '}
        {timeText(story.steps[step]?.time ?? 0)}
      </span>
      <fieldset class="explorer-switches" aria-label="Detail">
        <Switch
          name="show every message and handler"
          on={detail.every}
          onChange={(every) => onDetail({ ...detail, every })}
        />
        <Switch
          name="show fetches and heartbeats"
          on={detail.routine}
          onChange={(routine) => onDetail({ ...detail, routine })}
        />
        <span class="explorer-keys">
          <kbd>↑</kbd> <kbd>↓</kbd> step, <kbd>n</kbd> <kbd>p</kbd> marked, <kbd>Home</kbd>{' '}
          <kbd>End</kbd>
        </span>
        <span class="explorer-hidden">{hidden === 0 ? '' : `${hidden} steps hidden`}</span>
      </fieldset>
    </div>
  )
}

/** Leads to a step, and shows the number by which readers know it. */
export function StepButton({ step, onStep }: { step: number; onStep: (step: number) => void }) {
  return (
    <button
      type="button"
      class="explorer-to"
      aria-label={`Go to step ${stepNumber(step)}`}
      onClick={() => onStep(step)}
    >
      {stepNumber(step)}
    </button>
  )
}
