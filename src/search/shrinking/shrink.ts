/**
 * Shrinks violating schedules with fast-check until nothing about them can be made calmer.
 *
 * One descent goes from one schedule to a local minimum. Several start from schedules that are not
 * alike, and the last one goes on from the best that they found, with edits that would be too many
 * for each of them. All of them share one budget.
 */
import type fc from 'fast-check'
import { assert } from '../../model/assert.ts'
import { choicesOf, entriesOf } from '../schedules/recording.ts'
import { seededRanges } from '../schedules/schedule-range.ts'
import type { SwarmRanges } from '../schedules/swarm.ts'
import {
  checkSchedules,
  type Schedule,
  ScheduleArbitrary,
  type Shrinking,
} from './schedule-arbitrary.ts'
import { held, isCalmer, isLoneFault, type Trial } from './trial.ts'
import type { Trials } from './trials.ts'

/** What one shrinking may cost. Steps, because some runs take twenty times as many as others. */
export interface Effort {
  readonly runsMax: number
  readonly stepsMax: number
  /** From how many schedules it starts; at least one. */
  readonly startsMax: number
  /** Whether what takes many runs is tried: single faults with all their details, more edits. */
  readonly thorough: boolean
}

/** For a claim that does not hold: far more than is needed, a guard against a lost second. */
export const claimedEffort: Effort = {
  runsMax: 3000,
  stepsMax: 400_000,
  startsMax: 8,
  thorough: true,
}
/**
 * For what a strategy never promised: a unit may have eight of these. There is not enough to bring
 * two schedules down, and one brought all the way is shorter than two that were left half-way.
 */
export const unclaimedEffort: Effort = {
  runsMax: 115,
  stepsMax: 30_500,
  startsMax: 1,
  thorough: false,
}

/** The same for services, whose runs cost as much as a hundred of a program's. */
export const claimedServiceEffort: Effort = {
  runsMax: 160,
  stepsMax: 60_000,
  startsMax: 2,
  thorough: true,
}
/** A unit may have eight of these. */
export const unclaimedServiceEffort: Effort = {
  runsMax: 10,
  stepsMax: 5_000,
  startsMax: 1,
  thorough: false,
}

/** For what other properties have shrunk already: only the schedule that was found is played. */
export const noEffort: Effort = { ...unclaimedEffort, runsMax: 0, stepsMax: 0 }

/** What a shrinking was given and gave. The trials know the calmest story. */
export interface Shrunk {
  /** The 0-based number of the schedule that led to the calmest story; -1: none of the search. */
  readonly schedule: number
  /** The choices of that schedule as it was found, up to the last one other than 0. */
  readonly found: readonly number[]
  /** Whether it was stopped before all was tried. */
  readonly stopped: boolean
}

/** Which property is shrunk for, under which seed the schedules were found, at what cost. */
export interface ShrinkRequest {
  readonly trials: Trials
  readonly ranges: SwarmRanges
  readonly seed: number
  /** The number of the property among those of the trials. */
  readonly property: number
  readonly effort: Effort
  /** Asked before each run; true ends it. Absent: the effort alone does. */
  readonly hurry?: () => boolean
}

/** Shrinks the schedules of these numbers, at least one, until the effort is exhausted. */
export function shrink(request: ShrinkRequest, schedules: readonly number[]): Shrunk {
  const { trials, property, effort, hurry } = request
  const budget = createBudget(trials, effort, hurry)
  const starts = schedules.slice(0, effort.startsMax)
  let parts = starts.length + (effort.thorough ? 1 : 0)
  let result: Shrunk | null = null
  for (const schedule of starts) {
    const before = trials.best(property)
    if (result !== null && before !== undefined && isCalmEnough(before)) break
    const shrunk = descend(request, schedule, result === null, budget(parts--))
    if (result === null || trials.best(property) !== before) result = shrunk
  }
  assert(result !== null, 'nothing to shrink')
  return effort.thorough ? { ...result, stopped: finish(request, budget(1)) } : result
}

/** The same from the calmest story that is known, where no schedule of the search led to one. */
export function shrinkKnown(request: ShrinkRequest): Shrunk {
  const { trials, ranges, property, effort, hurry } = request
  const best = trials.best(property)
  assert(best !== undefined, 'nothing was broken')
  const found = choicesOf(best.recording)
  const from = entriesOf(best.recording)
  const lone = effort.thorough ? 'all' : 'likely'
  const aims = { lone, polish: effort.thorough, from } as const
  const shrinking = { trials, property, faults: ranges.faults, ...aims }
  const isExhausted = createBudget(trials, effort, hurry)(1)
  const stopped = goDown({ ...shrinking, isExhausted }, { numRuns: 1 }, () => from)
  return { schedule: -1, found, stopped }
}

/**
 * Where a single fault explains it, other starts are not needed: to finish is to try such faults.
 */
export function isCalmEnough({ recording }: Trial): boolean {
  return recording.positions.length === 0 || isLoneFault(recording)
}

/** Asked before a run; true when its part of the budget is exhausted. */
type IsExhausted = () => boolean

/** What is left may be charged in parts: all of it, half of it, a third. */
function createBudget(
  trials: Trials,
  { runsMax, stepsMax }: Effort,
  hurry: () => boolean = () => false,
): (parts: number) => IsExhausted {
  const runsEnd = trials.runs + runsMax
  const stepsEnd = trials.steps + stepsMax
  return (parts) => {
    const runs = trials.runs + (runsEnd - trials.runs) / parts
    const steps = trials.steps + (stepsEnd - trials.steps) / parts
    return () => trials.runs >= runs || trials.steps >= steps || hurry()
  }
}

/**
 * Goes from the schedule of that number to a local minimum.
 *
 * fast-check finds the schedule again by seed and path, as a user of fast-check would.
 */
function descend(
  { trials, ranges, seed, property, effort }: ShrinkRequest,
  schedule: number,
  first: boolean,
  isExhausted: IsExhausted,
): Shrunk {
  let found: readonly number[] = []
  const draw = (drawn: number) => {
    const { choices, entries } = trials.drawn(drawn, ranges)
    found = choices
    return entries
  }
  const lone = first ? (effort.thorough ? 'all' : 'likely') : 'none'
  const aims = { lone, polish: false, from: null } as const
  const shrinking = { trials, property, faults: ranges.faults, ...aims, isExhausted }
  const [place] = seededRanges(seed, { first: schedule, schedules: 1 })
  const parameters = { seed: place?.seed ?? seed, path: String(place?.skip), numRuns: 1 }
  const stopped = goDown(shrinking, parameters, draw)
  return { schedule, found, stopped }
}

/** Goes on from the best story with edits that are many; returns whether it was stopped. */
function finish({ trials, ranges, property }: ShrinkRequest, isExhausted: IsExhausted): boolean {
  const best = trials.best(property)
  assert(best !== undefined, 'nothing was broken')
  const from = entriesOf(best.recording)
  const aims = { lone: 'all', polish: true, from } as const
  const shrinking = { trials, property, faults: ranges.faults, ...aims, isExhausted }
  return goDown(shrinking, { numRuns: 1 }, () => from)
}

/** Takes the first calmer story, again and again; returns whether it was stopped before the end. */
function goDown(
  shrinking: Shrinking,
  parameters: fc.Parameters<[Schedule]>,
  draw: (seed: number) => readonly number[],
): boolean {
  const { trials, property, isExhausted } = shrinking
  let calmest: Trial | null = null
  let stopped = false
  const observed = {
    ...shrinking,
    isExhausted: () => {
      stopped ||= isExhausted()
      return stopped
    },
  }
  checkSchedules(new ScheduleArbitrary(observed), parameters, (candidate) => {
    const trial = trials.play(candidate.entries ?? draw(candidate.seed))
    const broken = trial.stories[property] !== held
    if (!broken || (calmest !== null && !isCalmer(trial, calmest, property))) return true
    calmest = trial
    candidate.trial = trial
    return false
  })
  assert(calmest !== null, 'what broke the property does not break it any more')
  return stopped
}
