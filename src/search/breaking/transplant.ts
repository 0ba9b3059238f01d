/** Plays a schedule that was found under many kinds of fault under those alone that it uses. */
import type { FaultName } from '../../model/faults/all.ts'
import { faultNames } from '../../model/faults/names.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { ShippedProperty } from '../../properties/all.ts'
import { createJudge } from '../../properties/judge.ts'
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { replay } from '../replay/replay.ts'
import { choicesOf, entriesOf, faultOf } from '../schedules/recording.ts'
import { ReplayChoices } from '../schedules/replay-choices.ts'
import { createSubject, type Runner } from '../schedules/subject.ts'
import type { Counterexample } from '../verdicts/verdict.ts'

/** What is played, and for which property. */
export interface Play {
  readonly strategy: AnyStrategy
  readonly property: ShippedProperty
  readonly runner: Runner
}

/** The choices as they stand for themselves: faults by name. See `Recording`. */
export function entriesUnder(
  { strategy, runner }: Play,
  scenario: Scenario,
  choices: readonly number[],
): readonly number[] {
  const recorder = new ReplayChoices(choices, 'choices')
  runner(strategy, scenario, recorder, () => {})
  return entriesOf(recorder.recording)
}

/** The kinds of fault among entries, in the order of tables. */
export function kindsIn(entries: readonly number[]): readonly FaultName[] {
  const kinds = new Set(entries.map(faultOf))
  return faultNames.filter((name) => kinds.has(name))
}

/** The same run under that scenario: its choices there, and what was seen. */
export type Transplanted = Pick<Counterexample, 'witnesses' | 'events'> & {
  readonly choices: readonly number[]
}

/** Plays the entries there; null: they break nothing. */
export function transplant(
  { strategy, property, runner }: Play,
  scenario: Scenario,
  entries: readonly number[],
): Transplanted | null {
  const recorder = new ReplayChoices(entries, 'entries')
  const judge = createJudge([property], createSubject(strategy, scenario, runner).context)
  runner(strategy, scenario, recorder, judge.emit)
  const [judgement] = judge.results().judgements
  if ((judgement?.witnesses.length ?? 0) === 0 || judgement?.notApplicable !== null) return null
  const choices = choicesOf(recorder.recording)
  const replayed = replay({ strategy, scenario, choices, properties: [property], runner })
  const witnesses = replayed.judgements[0]?.witnesses ?? []
  const last = witnesses.reduce((latest, { at }) => Math.max(latest, at), 0)
  return { choices, witnesses, events: replayed.events.slice(0, last + 1) }
}
