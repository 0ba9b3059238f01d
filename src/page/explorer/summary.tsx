/** What broke, and why, before any step is looked at. */
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import { StepButton } from './controls.tsx'
import { sayingOf } from './saying.ts'
import { Witnesses } from './witnesses.tsx'

/** Reasons beyond these are found in the steps. */
const reasonsMax = 5

/** Steps with a reason not given before, whatever its numbers; at most so many, faults first. */
function reasonSteps({ steps }: ExplorerStory): readonly number[] {
  const told = new Set<string>()
  const all = steps.flatMap(({ why }, index) => {
    const rule = why?.replace(/\d+/g, '#')
    if (rule === undefined || told.has(rule)) return []
    told.add(rule)
    return [index]
  })
  const weight = (index: number): number => {
    const step = steps[index]
    return step?.event?.kind === 'fault' ? 2 : step?.marked ? 1 : 0
  }
  const kept = [...all].sort((a, b) => weight(b) - weight(a) || b - a).slice(0, reasonsMax)
  return kept.sort((a, b) => a - b)
}

/** The head of the explorer. */
export function Summary({ story, onStep }: { story: ExplorerStory; onStep: (n: number) => void }) {
  const reasons = reasonSteps(story)
  return (
    <header class="explorer-summary">
      <div>
        <h3>What broke</h3>
        <Witnesses story={story} />
      </div>
      {reasons.length > 0 && (
        <div class="explorer-reasons">
          <h3>How it comes to this</h3>
          <ol>
            {reasons.map((index) => {
              const step = story.steps[index]
              if (step === undefined) return null
              return (
                <li key={index}>
                  <StepButton step={index} onStep={onStep} />
                  <span>
                    <b>{sayingOf(story, step)}</b> {step.why}
                  </span>
                </li>
              )
            })}
          </ol>
        </div>
      )}
    </header>
  )
}
