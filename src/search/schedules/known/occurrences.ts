/** At which step of a run which landmark came how often. */
import type { Question } from '../../../model/choices.ts'
import { landmarks } from '../../../model/run/landmarks.ts'
import type { Anchor } from './disturbance.ts'

/** Filled while a run is played: `see` is told of each step before it is answered. */
export class Occurrences {
  /** How many steps were asked before the one that is asked now. */
  step = -1
  /** By landmark: the steps at which it had come. */
  readonly #steps: number[][] = landmarks.map(() => [])
  #seen = false

  /** Starts again. */
  reset(): void {
    this.step = -1
    this.#seen = false
    for (const steps of this.#steps) steps.length = 0
  }

  /** A step is asked; asked twice (`takesDefault`, then `choose`) it counts once. */
  see({ happened }: Question): void {
    if (this.#seen) return
    this.#seen = true
    this.step++
    for (let bit = 0; bit < landmarks.length; bit++) {
      if ((happened & (1 << bit)) !== 0) this.#steps[bit]?.push(this.step)
    }
  }

  /** The step was answered. */
  answered(): void {
    this.#seen = false
  }

  /** The step at which that had come; -1: not yet. */
  stepOf(anchor: Anchor): number {
    if (anchor === null) return 0
    return this.#steps[anchor.landmark]?.[anchor.count - 1] ?? -1
  }

  /** The landmark that came last; of several at once the one that came least often so far. */
  last(): Anchor {
    let best: Anchor = null
    let at = -1
    for (const [landmark, steps] of this.#steps.entries()) {
      const count = steps.length
      const step = steps[count - 1] ?? -1
      if (step < 0 || step < at) continue
      if (step === at && best !== null && best.count <= count) continue
      best = { landmark, count }
      at = step
    }
    return best
  }
}
