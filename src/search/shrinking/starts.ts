/**
 * The schedules from which shrinking may start.
 *
 * Greedy shrinking ends in a local minimum, and in which one depends on where it starts. So a few
 * violating schedules are saved per property: the calmest, for they shrink fastest, and no two that
 * are alike.
 */
import { faultOf, type Recording } from '../schedules/recording.ts'

/** A violating schedule worth shrinking. */
export interface Start {
  /** Its 0-based number. */
  readonly schedule: number
  /** How much went wrong in it: few faults first, then few other choices, then a short path. */
  readonly unrest: number
}

/** The number of starts per property; shrinking seldom has the effort for more. */
export const startsMax = 8

/** Keeps the schedule among the starts, which ascend by unrest, if it is one of the calmest. */
export function addStart(starts: Start[], schedule: number, recording: Recording): void {
  const unrest = unrestOf(recording)
  const last = starts.at(-1)
  if (starts.length === startsMax && last !== undefined && last.unrest <= unrest) return
  let at = starts.length
  while (at > 0 && (starts[at - 1]?.unrest ?? 0) >= unrest) at--
  // As many faults, choices and steps: most likely the same story, and the first is as good.
  if (starts[at]?.unrest === unrest) return
  starts.splice(at, 0, { schedule, unrest })
  if (starts.length > startsMax) starts.pop()
}

/** All three as one number. */
function unrestOf({ positions, entries }: Recording): number {
  let faults = 0
  for (let i = 0; i < entries.length; i++) if (faultOf(entries[i] ?? 0) !== undefined) faults++
  return (faults * longest + positions.length) * longest + (positions.at(-1) ?? 0)
}

/** More choices than any run has. */
const longest = 100_000
