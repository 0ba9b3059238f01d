/** Choices by a script: what it does not say is 0, and its successors enumerate all the others. */
import type { Choices } from '../../../model/choices.ts'

export interface ScriptedChoices extends Choices {
  /** What was chosen since `begin`; valid until the next call of `begin` or `advance`. */
  readonly script: readonly number[]
  /** From the first script. */
  begin(): void
  /** To be called before the script is played (again). */
  rewind(): void
  /** Goes on to the next script in lexicographic order; false: that was the last. */
  advance(): boolean
}

/** A script of nothing yet. */
export function createScriptedChoices(): ScriptedChoices {
  const script: number[] = []
  const bounds: number[] = []
  let asked = 0
  return {
    script,
    begin: () => {
      script.length = 0
      asked = 0
    },
    rewind: () => {
      asked = 0
    },
    choose: (bound) => {
      if (asked === script.length) script.push(0)
      bounds[asked] = bound
      return script[asked++] ?? 0
    },
    advance: () => {
      script.length = asked
      while (script.length > 0) {
        const last = script.length - 1
        const next = (script[last] ?? 0) + 1
        if (next < (bounds[last] ?? 1)) {
          script[last] = next
          return true
        }
        script.length = last
      }
      return false
    },
  }
}
