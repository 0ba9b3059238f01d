/** Plays schedules that broke other strategies: what breaks one often breaks its neighbours. */
import type { PropertyName, ShippedProperty } from '../../properties/all.ts'
import { createJudge } from '../../properties/judge.ts'
import type { PlacedSchedule } from '../schedules/known/disturbance.ts'
import { KnownChoices } from '../schedules/known/known-choices.ts'
import type { Recording } from '../schedules/recording.ts'
import type { Subject } from '../schedules/subject.ts'

/** What playing a schedule gave. */
export interface KnownPlayed {
  readonly broken: readonly PropertyName[]
  readonly recording: Recording
}

/** The properties that the schedule breaks here, and what it chose. */
export function playKnown(
  { strategy, scenario, runner, context }: Subject,
  properties: readonly ShippedProperty[],
  schedule: PlacedSchedule,
): KnownPlayed {
  const choices = new KnownChoices()
  choices.reset(schedule)
  const judge = createJudge(properties, context)
  runner(strategy, scenario, choices, judge.emit)
  const broken = judge
    .results()
    .judgements.filter(({ witnesses, notApplicable }) => {
      return witnesses.length > 0 && notApplicable === null
    })
    .map(({ property }) => property)
  return { broken, recording: choices.recording }
}
