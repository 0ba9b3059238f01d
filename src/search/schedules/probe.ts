/**
 * How long a run's storm is, in steps: the range over which the moments of faults are spread.
 *
 * Two fixed runs answer it, one calm and one reordered. A mean over the runs made so far would be
 * closer, but then a schedule would depend on those before it and could not be replayed alone.
 */
import { type Choices, calmChoices } from '../../model/choices.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import type { Runner } from './subject.ts'

/** The reordered run takes another action than the one that is due once in this many steps. */
const reorderEvery = 4

/** Steps of the storm, in the longer of the two probing runs. */
export function probeSteps(runner: Runner, strategy: AnyStrategy, scenario: Scenario): number {
  const calm = runner(strategy, scenario, calmChoices, () => {})
  const reordered = runner(strategy, scenario, reorderedChoices(), () => {})
  // A fixed reordering can keep a strategy busy for ever; moments spread over that length would
  // nearly all come after the storms of other runs are over, and their faults would never be
  // injected.
  return Math.max(calm.stormSteps, Math.min(reordered.stormSteps, 2 * calm.stormSteps))
}

function reorderedChoices(): Choices {
  let step = 0
  return {
    choose: (_bound, what) => {
      if (what.about !== 'step' || what.ordinary < 2) return 0
      return ++step % reorderEvery === 0 ? 1 : 0
    },
  }
}
