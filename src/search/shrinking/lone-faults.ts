/**
 * The edits that end a shrinking: stories in which a single fault is all that goes wrong.
 *
 * There are few of them (a fault's moments, its targets, its details), so they are simply tried,
 * from the earliest on, until none that is left could be a shorter story. What comes out is not
 * only a local minimum: no single fault makes it shorter. Some faults have dozens of details at
 * each moment, though. So first each moment is tried with few of them, then the best moment with
 * all; all moments with all of them are the search for the last event, and worth it for a claim.
 */

import { entriesOf, faultEntry, faultOf } from '../schedules/recording.ts'
import type { Moment } from './moments.ts'
import { type Trial, undecided, upsets } from './trial.ts'
import type { Trials } from './trials.ts'

/** Tries entries; afterwards they are known, unless the effort for this shrinking is exhausted. */
export type Attempt<T> = (entries: number[]) => Generator<T>

/**
 * Tries a lone fault at every few moments. Where one of them suffices, all that else went wrong in
 * the schedule that was found need not be taken away piece by piece.
 */
export function* scoutLoneFaults<T>(trials: Trials, attempt: Attempt<T>): Generator<T> {
  for (let i = 0; i < trials.moments.length; i += scoutEvery) {
    const moment = trials.moments[i]
    if (moment !== undefined) yield* attempt(withFault(moment, []))
  }
}

const scoutEvery = 4

/** Tries lone faults that could be a calmer story of the property than the trial is. */
export function* loneFaults<T>(
  trials: Trials,
  trial: Trial,
  property: number,
  thorough: boolean,
  attempt: Attempt<T>,
): Generator<T> {
  yield* attempt([])
  const usual = detailsOf(trial)
  const home = trials.moments.find((moment) => isMomentOf(moment, trial))
  for (const moment of trials.moments) {
    if (!couldBeCalmer(moment, trial, property)) break
    yield* attempt(withFault(moment, []))
    if (usual.length > 0) yield* attempt(withFault(moment, usual))
    const extreme = extremeOf(trials, moment)
    if (extreme !== null) yield* attempt(withFault(moment, extreme))
  }
  if (home !== undefined) yield* variants(trials, home, [], attempt)
  if (!thorough) return
  for (const moment of trials.moments) {
    if (!couldBeCalmer(moment, trial, property)) return
    yield* variants(trials, moment, [], attempt)
  }
}

/** Moments ascend, so after the first that comes too late all do. */
function couldBeCalmer(moment: Moment, { recording, stories }: Trial, property: number): boolean {
  if (upsets(recording) > 1) return true
  const story = stories[property] ?? 0
  const end = recording.positions[0] ?? -1
  // The fault itself and what it breaks take two events at least.
  return story === undecided ? moment.position <= end : moment.events + 2 <= story
}

function isMomentOf({ position, fault }: Moment, { recording }: Trial): boolean {
  return recording.positions[0] === position && recording.entries[0] === faultEntry(fault)
}

/** The details of the trial's first fault, if they are not all 0. */
function detailsOf({ recording }: Trial): readonly number[] {
  const entries = entriesOf(recording)
  const start = entries.findIndex((entry) => faultOf(entry) !== undefined) + 1
  let end = start
  while (end < entries.length && recording.details.includes(end)) end++
  return entries.slice(start, end)
}

/** The last detail as large as can be: all is deleted, the whole tail is lost. */
function extremeOf(trials: Trials, moment: Moment): readonly number[] | null {
  const asked = trials.known(withFault(moment, []))?.recording
  const last = (asked?.detailBounds.at(-1) ?? 1) - 1
  if (asked === undefined || last === 0) return null
  return [...new Array<number>(asked.details.length - 1).fill(0), last]
}

function withFault({ position, fault }: Moment, details: readonly number[]): number[] {
  return [...new Array<number>(position).fill(0), faultEntry(fault), ...details]
}

/** The fault at that moment with each combination of details; these are asked as it is injected. */
function* variants<T>(
  trials: Trials,
  moment: Moment,
  details: readonly number[],
  attempt: Attempt<T>,
): Generator<T> {
  const entries = withFault(moment, details)
  yield* attempt(entries)
  const asked = trials.known(entries)?.recording
  if (asked === undefined) return
  for (let i = 0; i < asked.details.length; i++) {
    const detail = (asked.details[i] ?? 0) - moment.position - 1
    if (detail < details.length) continue
    const before = [...details, ...new Array<number>(detail - details.length).fill(0)]
    for (let value = 1; value < (asked.detailBounds[i] ?? 1); value++) {
      yield* variants(trials, moment, [...before, value], attempt)
    }
  }
}
