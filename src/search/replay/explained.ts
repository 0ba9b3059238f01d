/** Why a search met what cannot be: mostly because a run does not repeat itself. */
import type { HistoryEvent } from '../../model/history.ts'
import { StrategyFailure } from '../../model/instance/ops.ts'
import { probe } from '../schedules/probe.ts'
import { RandomChoices } from '../schedules/random-choices.ts'
import { choicesOf } from '../schedules/recording.ts'
import { ReplayChoices } from '../schedules/replay-choices.ts'
import { seedOf } from '../schedules/streams.ts'
import type { Subject } from '../schedules/subject.ts'
import { type SwarmRanges, swarmRanges } from '../schedules/swarm.ts'
import { Nondeterminism, UnrepeatableProgram, verifyDeterminism } from './determinism.ts'

/** The number of runs that are played twice to find one that differs. */
const attempts = 24

/**
 * Does the work. If something fails in it that cannot (an assertion of ours, a program that does
 * not repeat itself), throws `Nondeterminism` where some run gives another history the second time,
 * which explains it; else what failed.
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
    const isKnown = error instanceof StrategyFailure && !(error instanceof UnrepeatableProgram)
    if (isKnown || error instanceof Nondeterminism) throw error
    searchDifference(subject, ranges, seed)
    throw error
  }
}

/** The same for a subject of which nothing else is known. */
export function explainedIn<T>(subject: Subject, seed: string, work: () => T): T {
  const { runner, strategy, scenario } = subject
  const ranges = swarmRanges(scenario, probe(runner, strategy, scenario))
  return explained(subject, ranges, seedOf(seed), work)
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
