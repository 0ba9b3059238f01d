/** Choices that enumerate every sequence: replayed as far as one is known, and 0 beyond its end. */
import type { Choices } from '../../../model/choices.ts'

/** All sequences of choices that one step may ask for, one after the other. */
export interface EnumeratedChoices extends Choices {
  /** What was chosen since `begin`; valid until the next call of `begin` or `advance`. */
  readonly chosen: readonly number[]
  /** Starts at the first sequence. */
  begin(): void
  /** To be called before a sequence is replayed. */
  rewind(): void
  /** Goes on to the next sequence in lexicographic order; false: that was the last. */
  advance(): boolean
}

/** Nothing is chosen yet. */
export function createEnumeratedChoices(): EnumeratedChoices {
  const chosen: number[] = []
  const bounds: number[] = []
  let asked = 0
  return {
    chosen,
    begin: () => {
      chosen.length = 0
      asked = 0
    },
    rewind: () => {
      asked = 0
    },
    choose: (bound) => {
      if (asked === chosen.length) chosen.push(0)
      bounds[asked] = bound
      return chosen[asked++] ?? 0
    },
    advance: () => {
      chosen.length = asked
      while (chosen.length > 0) {
        const last = chosen.length - 1
        const next = (chosen[last] ?? 0) + 1
        if (next < (bounds[last] ?? 1)) {
          chosen[last] = next
          return true
        }
        chosen.length = last
      }
      return false
    },
  }
}
