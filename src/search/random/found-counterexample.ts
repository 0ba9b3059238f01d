/** The calmest story of a property as a counterexample. */
import type { ShippedProperty } from '../../properties/all.ts'
import { type Replayed, replay } from '../replay/replay.ts'
import { formatPath } from '../schedules/path.ts'
import { choicesOf } from '../schedules/recording.ts'
import type { Subject } from '../schedules/subject.ts'
import type { Shrunk } from '../shrinking/shrink.ts'
import type { Trial } from '../shrinking/trial.ts'
import { isRebalanceAtStart } from '../verdicts/rebalance-at-start.ts'
import type { Counterexample } from '../verdicts/verdict.ts'

/** A counterexample but for its replay line, which names what the user asked for. */
export type FoundCounterexample = Omit<Counterexample, 'replay'> & {
  readonly shrunkChoices: readonly number[]
}

/** A story that was played for the judges. */
export interface Played {
  readonly choices: readonly number[]
  readonly replayed: Replayed
}

/** Plays the story of a trial, once for all properties that it is the story of. */
export function createPlayed(
  { strategy, scenario, runner }: Subject,
  properties: readonly ShippedProperty[],
): (trial: Trial) => Played {
  const known = new Map<Trial, Played>()
  return (trial) => {
    const before = known.get(trial)
    if (before !== undefined) return before
    const choices = choicesOf(trial.recording)
    const played = {
      choices,
      replayed: replay({ strategy, scenario, choices, properties, runner }),
    }
    known.set(trial, played)
    return played
  }
}

/** What is told of it; `from`: where it is from if no schedule that was drawn led to it. */
export function foundCounterexample(
  { choices, replayed }: Played,
  property: number,
  { schedule, found }: Shrunk,
  from: 'known-schedules' | 'shrinking',
): FoundCounterexample {
  const witnesses = replayed.judgements[property]?.witnesses ?? []
  const last = witnesses.reduce((latest, { at }) => Math.max(latest, at), 0)
  const events = replayed.events.slice(0, last + 1)
  return {
    path: formatPath(choices),
    schedule: schedule + 1,
    ...(schedule < 0 ? { from } : {}),
    choicesFound: found.length,
    choices: choices.length,
    witnesses,
    ...(isRebalanceAtStart(events, witnesses) ? { rebalanceAtStart: true } : {}),
    events,
    shrunkChoices: choices,
  }
}
