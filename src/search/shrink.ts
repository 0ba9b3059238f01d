/** Shrinks one violating schedule with fast-check until nothing about it can be made calmer. */
import { assert } from '../model/assert.ts'
import { RandomChoices } from './random-choices.ts'
import { choicesOf, entriesOf } from './schedule.ts'
import { ScheduleArbitrary } from './schedule-arbitrary.ts'
import { checkSchedules } from './subject.ts'
import type { SwarmRanges } from './swarm.ts'
import { held, isCalmer, type Trial } from './trial.ts'
import type { Trials } from './trials.ts'

/** What one shrinking may cost. Steps, because some runs take twenty times as many as others. */
export interface Effort {
  readonly runsMax: number
  readonly stepsMax: number
  /** Whether every single fault is tried with all its details, or only the likely ones. */
  readonly thorough: boolean
}

/** For a claim that does not hold: far more than is needed, a guard against a lost second. */
export const claimedEffort: Effort = { runsMax: 3000, stepsMax: 600_000, thorough: true }
/** For what a strategy never promised: a unit may have eight of these. */
export const unclaimedEffort: Effort = { runsMax: 120, stepsMax: 32_000, thorough: false }

/** For what other properties have shrunk already: only the schedule that was found is played. */
export const noEffort: Effort = { runsMax: 0, stepsMax: 0, thorough: false }

/** What a shrinking was given and gave. The trials know the calmest story. */
export interface Shrunk {
  /** The choices of the schedule as it was found, up to the last one other than 0. */
  readonly found: readonly number[]
  /** Whether it was stopped before all was tried. */
  readonly stopped: boolean
}

/**
 * Shrinks the schedule of that number under the seed for the property of that number.
 *
 * fast-check finds the schedule again by seed and path, as a user of fast-check would.
 */
export function shrink(
  trials: Trials,
  ranges: SwarmRanges,
  seed: number,
  schedule: number,
  property: number,
  effort: Effort,
): Shrunk {
  const runsEnd = trials.runs + effort.runsMax
  const stepsEnd = trials.steps + effort.stepsMax
  let stopped = false
  const spent = () => {
    stopped ||= trials.runs >= runsEnd || trials.steps >= stepsEnd
    return stopped
  }
  let found: readonly number[] | null = null
  let calmest: Trial | null = null
  checkSchedules(
    new ScheduleArbitrary({
      trials,
      property,
      faults: ranges.faults,
      thorough: effort.thorough,
      spent,
    }),
    { seed, path: String(schedule), numRuns: 1 },
    (candidate) => {
      const drawn = candidate.entries === null ? draw(trials, ranges, candidate.seed) : null
      const trial = trials.play(candidate.entries ?? drawn?.entries ?? [])
      found ??= drawn?.choices ?? null
      const broken = trial.stories[property] !== held
      if (!broken || (calmest !== null && !isCalmer(trial, calmest, property))) return true
      calmest = trial
      candidate.trial = trial
      return false
    },
  )
  assert(found !== null && calmest !== null, `schedule ${schedule} breaks nothing any more`)
  return { found, stopped }
}

/** The choices that a seed stands for. */
function draw({ subject }: Trials, ranges: SwarmRanges, seed: number) {
  const choices = new RandomChoices(ranges, seed)
  subject.runner(subject.strategy, subject.scenario, choices, () => {})
  return { choices: choicesOf(choices.recording), entries: entriesOf(choices.recording) }
}
