/**
 * Replays a story found under many faults in the scenario that allows only those which it needs.
 *
 * A path counts options, of which there are more where more faults may happen; entries name their
 * faults. So the same run can be played in the narrower scenario, and its path there is shorter to
 * say, and the same for every search that finds it.
 */
import { faultNames } from '../../model/faults/names.ts'
import type { ShippedProperty } from '../../properties/all.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { cellScenario, type Unit } from '../planning/plan.ts'
import { replay } from '../replay/replay.ts'
import { choicesOf, entriesOf, faultOf } from '../schedules/recording.ts'
import { ReplayChoices } from '../schedules/replay-choices.ts'
import type { Runner } from '../schedules/subject.ts'
import { type FaultSet, faultSetOf } from '../verdicts/fault-sets.ts'

/** The narrower scenario's fault set, and the choices that break the property there. */
export interface Narrowed {
  readonly fault: FaultSet
  readonly choices: readonly number[]
}

/** Null: the story needs all faults of the unit, or is another one without those it does not. */
export function narrow(
  unit: Unit,
  strategy: AnyStrategy,
  property: ShippedProperty,
  choices: readonly number[],
  runner: Runner,
): Narrowed | null {
  const scenarioOf = (fault: FaultSet) =>
    cellScenario(strategy, fault, unit.settings, unit.scenario)
  const wide = new ReplayChoices(choices, 'choices')
  runner(strategy, scenarioOf(unit.fault), wide, () => {})
  const entries = entriesOf(wide.recording)
  const needed = new Set(entries.map(faultOf))
  const fault = faultSetOf(faultNames.filter((name) => needed.has(name)))
  if (fault === unit.fault) return null
  const scenario = scenarioOf(fault)
  const played = new ReplayChoices(entries, 'entries')
  runner(strategy, scenario, played, () => {})
  if (played.misfitAt >= 0) return null
  const narrowed = choicesOf(played.recording)
  const replayed = replay({ strategy, scenario, choices: narrowed, properties: [property], runner })
  const broken = replayed.misfitAt < 0 && (replayed.judgements[0]?.witnesses.length ?? 0) > 0
  return broken ? { fault, choices: narrowed } : null
}
