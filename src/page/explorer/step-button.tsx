/** Leads to a step. */
import { stepNumber } from './saying.ts'

/** Shows the number by which readers know the step. */
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
