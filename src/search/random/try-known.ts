/** Plays schedules that broke other strategies: what breaks one often breaks its neighbours. */
import type { PropertyName, ShippedProperty } from '../../properties/all.ts'
import { createJudge, type Judge } from '../../properties/judge.ts'
import type { PlacedSchedule } from '../schedules/known/disturbance.ts'
import { KnownChoices } from '../schedules/known/known-choices.ts'
import { entriesOf, type Recording } from '../schedules/recording.ts'
import type { Subject } from '../schedules/subject.ts'

/** The entries of those that break one of the properties here, in the order in which they come. */
export function breakingKnown(
  subject: Subject,
  properties: readonly ShippedProperty[],
  known: readonly PlacedSchedule[],
): readonly (readonly number[])[] {
  const judge = createJudge(properties, subject.context)
  const choices = new KnownChoices()
  return known.flatMap((schedule) => {
    const broken = play(subject, judge, choices, schedule)
    return broken.length > 0 ? [entriesOf(choices.recording)] : []
  })
}

/** What playing a schedule gave. */
export interface KnownPlayed {
  readonly broken: readonly PropertyName[]
  readonly recording: Recording
}

/** The properties that the schedule breaks here, and what it chose. */
export function playKnown(
  subject: Subject,
  properties: readonly ShippedProperty[],
  schedule: PlacedSchedule,
): KnownPlayed {
  const choices = new KnownChoices()
  const broken = play(subject, createJudge(properties, subject.context), choices, schedule)
  return { broken, recording: choices.recording }
}

function play(
  { strategy, scenario, runner }: Subject,
  judge: Judge<PropertyName>,
  choices: KnownChoices,
  schedule: PlacedSchedule,
): readonly PropertyName[] {
  choices.reset(schedule)
  judge.reset()
  runner(strategy, scenario, choices, judge.emit)
  return judge
    .results()
    .judgements.filter(({ witnesses, notApplicable }) => {
      return witnesses.length > 0 && notApplicable === null
    })
    .map(({ property }) => property)
}
