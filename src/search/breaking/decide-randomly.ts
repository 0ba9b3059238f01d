/** Decides by random schedules: a set holds as far as it was searched. */
import type { FaultName } from '../../model/faults/all.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Settings } from '../../model/settings.ts'
import { sometimesProperties } from '../../properties/sometimes.ts'
import { cellScenario } from '../planning/plan.ts'
import type { FoundCounterexample } from '../random/found-counterexample.ts'
import { cellSeed, searchRandom } from '../random/random-search.ts'
import { replayLine } from '../replay/replay-line.ts'
import { formatPath } from '../schedules/path.ts'
import { faultSetOf } from '../verdicts/fault-sets.ts'
import type { SearchSummary } from '../verdicts/verdict.ts'
import type { Breakage, Decide, Decision } from './decide.ts'
import { countPairs } from './pairing.ts'
import { entriesUnder, kindsIn, type Play, transplant } from './transplant.ts'

/** What is searched, and how much. */
export interface RandomDeciding extends Play {
  /** As the user gave it. */
  readonly scenario: Scenario
  readonly seed: string
  /** How many schedules a set must stand. */
  readonly schedules: number
  readonly deadline: () => boolean
}

/** A set that breaks mostly breaks soon: later rounds, each twice as long, seldom run. */
const firstRound = 64

/** A way to decide that searches each time. */
export function decideRandomly(deciding: RandomDeciding): Decide {
  return (faults, settings) => search(deciding, faults, settings)
}

function search(
  deciding: RandomDeciding,
  faults: readonly FaultName[],
  settings: Readonly<Partial<Settings>>,
): Decision {
  const { strategy, property, runner, scenario, schedules, deadline } = deciding
  const fault = faultSetOf(faults)
  const pairs = countPairs(faults)
  const seed = cellSeed(deciding.seed, strategy.name, `breaking/${fault}`, settings)
  let done = 0
  const summary = (complete: boolean): SearchSummary => {
    return { mode: 'random', schedules: done, complete }
  }
  for (let round = 0; done < schedules; round++) {
    const size = Math.min(firstRound * 2 ** round, schedules - done)
    const { exploration, findings } = searchRandom({
      strategy,
      scenario: cellScenario(strategy, fault, settings, scenario),
      seed: `${seed}/${round}`,
      schedules: size,
      properties: [property],
      sometimes: [...sometimesProperties, pairs.sometimes],
      claimed: [property.name],
      runner,
      deadline,
    })
    const found = findings[0]?.counterexample ?? null
    if (found !== null) {
      const breakage = breakageOf(deciding, faults, settings, found, done)
      done += exploration.schedules
      return { verdict: 'violated', search: summary(true), breakage, pairing: pairs.pairing() }
    }
    done += exploration.schedules
    if (!exploration.complete) {
      return { verdict: 'unknown', search: summary(false), breakage: null, pairing: null }
    }
  }
  return { verdict: 'holds', search: summary(true), breakage: null, pairing: pairs.pairing() }
}

/**
 * What was found, with the kinds alone that it takes; `scenario` is the one it was found in.
 */
export function breakageOf(
  deciding: Play & { readonly scenario: Scenario },
  faults: readonly FaultName[],
  settings: Readonly<Partial<Settings>>,
  found: FoundCounterexample,
  schedulesBefore: number,
): Breakage {
  const { strategy, scenario } = deciding
  const { shrunkChoices, ...counterexample } = found
  const under = (kinds: readonly FaultName[]): Scenario =>
    cellScenario(strategy, faultSetOf(kinds), settings, scenario)
  const entries = entriesUnder(deciding, under(faults), shrunkChoices)
  const kinds = kindsIn(entries)
  const alone = transplant(deciding, under(kinds), entries)
  const schedule = counterexample.schedule + schedulesBefore
  const breakageWith = (used: readonly FaultName[], choices: readonly number[]): Breakage => {
    const replay = replayLine(strategy.name, faultSetOf(used), settings, scenario, choices)
    const path = formatPath(choices)
    const own = { ...counterexample, ...(alone ?? {}), schedule, replay, path }
    return { kinds: used, replay, counterexample: { ...own, choices: choices.length } }
  }
  // Should the mere possibility of another kind matter to a run, the set stays as it was.
  return alone === null ? breakageWith(faults, shrunkChoices) : breakageWith(kinds, alone.choices)
}
