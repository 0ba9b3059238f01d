/**
 * How long a run's storm is, in steps: the range over which the moments of faults are spread.
 *
 * Two fixed runs answer it, one calm and one reordered, for each number of records. A mean over the
 * runs made so far would be closer, but then a schedule would depend on those before it and could
 * not be replayed alone.
 */
import type { Choices, Question } from '../../model/choices.ts'
import { sizesOf } from '../../model/producing.ts'
import { landmarks } from '../../model/run/landmarks.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import type { Runner } from './subject.ts'

/** The reordered run takes another action than the one that is due once in this many steps. */
const reorderEvery = 4

/** What the probing runs showed. */
export interface Probed {
  /** Steps of the storm, in the longer of the two. */
  readonly steps: number
  /** In how many steps of the calm one each landmark came, by its bit. */
  readonly landmarks: readonly number[]
}

/** Of runs with all records, and of those with fewer, in the order of `sizesOf`. */
export interface ProbedAll extends Probed {
  /** In how many steps the members begin to join, where a delay may be planned just there. */
  readonly forming?: number
  readonly fewer?: readonly Probed[]
}

/**
 * So many steps of a program. Services do more before they join, and their delays are others: with
 * them it was never measured.
 */
const formingSteps = 12

/** Probes. */
export function probe(runner: Runner, strategy: AnyStrategy, scenario: Scenario): ProbedAll {
  const [, ...fewer] = sizesOf(scenario)
  const probed = (size: number) => probeOne(runner, strategy, scenario, size)
  const forming = 'service' in strategy ? 0 : formingSteps
  return { ...probed(0), forming, fewer: fewer.map((_, i) => probed(1 + i)) }
}

function probeOne(runner: Runner, strategy: AnyStrategy, scenario: Scenario, size: number): Probed {
  const counts = landmarks.map(() => 0)
  const calm = runner(strategy, scenario, countingChoices(counts, size), () => {})
  const reordered = runner(strategy, scenario, reorderedChoices(size), () => {})
  // A fixed reordering can keep a strategy busy for ever; moments spread over that length would
  // nearly all come after the storms of other runs are over, and their faults would never be
  // injected.
  const steps = Math.max(calm.stormSteps, Math.min(reordered.stormSteps, 2 * calm.stormSteps))
  return { steps, landmarks: counts }
}

function countingChoices(counts: number[], size: number): Choices {
  const count = ({ about, happened }: Question) => {
    if (about !== 'step') return
    for (let i = 0; i < counts.length; i++)
      if ((happened >> i) & 1) counts[i] = (counts[i] ?? 0) + 1
  }
  return {
    choose: (_bound, what) => {
      count(what)
      return what.about === 'world' ? size * what.ordinary : 0
    },
    takesDefault: (what) => {
      count(what)
      return true
    },
  }
}

function reorderedChoices(size: number): Choices {
  let step = 0
  return {
    choose: (_bound, what) => {
      if (what.about === 'world') return size * what.ordinary
      if (what.about !== 'step' || what.ordinary < 2) return 0
      return ++step % reorderEvery === 0 ? 1 : 0
    },
  }
}
