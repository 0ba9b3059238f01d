/** What playing one list of entries showed, and which of two such stories is the calmer one. */
import { faultNames } from '../../model/faults/names.ts'
import { faultOf, type Recording } from '../schedules/recording.ts'

/** One run, judged for all properties. */
export interface Trial {
  readonly recording: Recording
  /** Per property: how many events show how it was broken, or {@link held}. */
  readonly stories: readonly number[]
}

/** The story of a property that held. */
export const held = 0
/**
 * The story of a property that was broken for certain only at the end. How many events there are
 * until then says nothing of how long its story is.
 */
export const undecided = 0x1fff_ffff

/** What makes a run calm, the weightiest first. */
interface Calmness {
  readonly faults: number
  /** Choices other than 0 that are neither faults nor their details. */
  readonly disturbances: number
  readonly length: number
  readonly size: number
  readonly lateness: number
}

/**
 * Below 0 when `a` is the calmer story of the property of that number: it has fewer faults, else
 * fewer other disturbances, else fewer events up to the last witness, else the shorter path, else
 * smaller choices, else earlier ones.
 */
export function compareTrials(a: Trial, b: Trial, property: number): number {
  if (a === b) return 0
  const [one, other] = [calmnessOf(a.recording), calmnessOf(b.recording)]
  return (
    one.faults - other.faults ||
    one.disturbances - other.disturbances ||
    (a.stories[property] ?? held) - (b.stories[property] ?? held) ||
    one.length - other.length ||
    one.size - other.size ||
    one.lateness - other.lateness
  )
}

/** Whether the trial broke the property of that number and is a calmer story of it than `than`. */
export function isCalmer(trial: Trial, than: Trial, property: number): boolean {
  return trial.stories[property] !== held && compareTrials(trial, than, property) < 0
}

/** How many things went wrong: faults, and choices other than 0 that are no details of them. */
export function upsets(recording: Recording): number {
  const { faults, disturbances } = calmnessOf(recording)
  return faults + disturbances
}

/** Whether a single fault is all that went wrong. */
export function isLoneFault(recording: Recording): boolean {
  return faultOf(recording.entries[0] ?? 0) !== undefined && upsets(recording) === 1
}

/** How calm a run was, whatever it broke. */
export function calmnessOf({ positions, entries, details }: Recording): Calmness {
  let [faults, disturbances, size, lateness, nextDetail] = [0, 0, 0, 0, 0]
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i] ?? 0
    const entry = entries[i] ?? 0
    while ((details[nextDetail] ?? position) < position) nextDetail++
    if (faultOf(entry) !== undefined) faults++
    else if (details[nextDetail] !== position) disturbances++
    size += entry > 0 ? entry : faultWeight - entry
    lateness += position
  }
  return { faults, disturbances, length: (positions.at(-1) ?? -1) + 1, size, lateness }
}

/** Any fault is larger than any ordinary choice. */
const faultWeight = 1000 * faultNames.length
