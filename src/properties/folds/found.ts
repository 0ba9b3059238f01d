/** The witnesses that a monitor has found in a run: mostly none, and then nothing is allocated. */
import type { Witness } from '../property.ts'

const NONE: readonly Witness[] = []

/** A copy, which the next run leaves alone. */
export function foundSoFar(found: readonly Witness[]): readonly Witness[] {
  return found.length === 0 ? NONE : found.slice()
}

/** Forgets the run. To set a length is slow even where it changes nothing. */
export function clearFound(found: Witness[]): void {
  if (found.length > 0) found.length = 0
}
