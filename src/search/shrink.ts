/** Shrinks one violating schedule with fast-check until nothing about it can be made calmer. */
import { assert } from '../model/assert.ts'
import { createJudge } from '../properties/judge.ts'
import type { Property } from '../properties/property.ts'
import { RandomChoices } from './random-choices.ts'
import { ReplayChoices } from './replay-choices.ts'
import { choicesOf, type Recording, type Schedule } from './schedule.ts'
import { ScheduleArbitrary, type ShrinkBudget } from './schedule-arbitrary.ts'
import { checkSchedules, type Subject } from './subject.ts'
import type { SwarmRanges } from './swarm.ts'

/** A violating schedule before and after shrinking. */
export interface Shrunk {
  /** The choices of the schedule as it was found, up to the last one other than 0. */
  readonly found: readonly number[]
  readonly choices: readonly number[]
  /** How many edits were tried. */
  readonly candidates: number
}

/** Far more than shrinking needs; a guard against a second spent on one cell. */
const candidatesMax = 2000

/**
 * Shrinks the schedule of that number under the seed, judged for one property alone.
 *
 * fast-check finds the schedule again by seed and path, as a user of fast-check would.
 */
export function shrink(
  subject: Subject,
  ranges: SwarmRanges,
  seed: number,
  schedule: number,
  property: Property,
): Shrunk {
  const budget: ShrinkBudget = { candidatesMax, candidates: 0 }
  const breaks = createBreaks(subject, ranges, property)
  let found: readonly number[] | null = null
  const details = checkSchedules(
    new ScheduleArbitrary(ranges.faults, budget),
    { seed, path: String(schedule), numRuns: 1 },
    (candidate) => {
      const recording = breaks(candidate)
      if (recording === null) return true
      found ??= choicesOf(recording)
      candidate.recording = structuredClone(recording)
      return false
    },
  )
  const shrunk = details.counterexample?.[0].recording ?? null
  assert(
    found !== null && shrunk !== null,
    `schedule ${schedule} no longer breaks ${property.name}`,
  )
  return { found, choices: choicesOf(shrunk), candidates: budget.candidates }
}

/** A function that plays a schedule and returns its recording if that broke the property. */
function createBreaks(
  { strategy, scenario, context, runner }: Subject,
  ranges: SwarmRanges,
  property: Property,
): (schedule: Schedule) => Recording | null {
  const judge = createJudge([property], context)
  const random = new RandomChoices(ranges)
  const replay = new ReplayChoices([], 'entries')
  return ({ seed, entries }) => {
    if (entries === null) random.reset(seed)
    else replay.reset(entries)
    const choices = entries === null ? random : replay
    judge.reset()
    runner(strategy, scenario, choices, judge.emit)
    const broken = (judge.results().judgements[0]?.witnesses.length ?? 0) > 0
    return broken ? choices.recording : null
  }
}
