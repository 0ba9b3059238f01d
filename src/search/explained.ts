/** Why shrinking met what cannot be: mostly because a run does not repeat itself. */
import { AssertionBug } from '../model/assert.ts'
import type { HistoryEvent } from '../model/history.ts'
import { verifyDeterminism } from './determinism.ts'
import { RandomChoices } from './random-choices.ts'
import { ReplayChoices } from './replay-choices.ts'
import { choicesOf } from './schedule.ts'
import type { Subject } from './subject.ts'
import type { SwarmRanges } from './swarm.ts'

/** So many runs are played twice to find one that differs. */
const attempts = 24

/**
 * Does the work. If an assertion of ours fails in it, throws `Nondeterminism` where some run gives
 * another history the second time, which explains the assertion; else the assertion.
 */
export function explained<T>(
  subject: Subject,
  ranges: SwarmRanges,
  seed: number,
  work: () => T,
): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof AssertionBug)) throw error
    searchDifference(subject, ranges, seed)
    throw error
  }
}

function searchDifference(
  { strategy, scenario, runner }: Subject,
  ranges: SwarmRanges,
  seed: number,
): void {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const random = new RandomChoices(ranges, seed + attempt)
    const before: HistoryEvent[] = []
    runner(strategy, scenario, random, (event) => before.push(event))
    const choices = choicesOf(random.recording)
    const again = (list: readonly number[]): readonly HistoryEvent[] => {
      const events: HistoryEvent[] = []
      runner(strategy, scenario, new ReplayChoices(list, 'choices'), (event) => events.push(event))
      return events
    }
    verifyDeterminism(strategy.name, again, choices, before)
  }
}
