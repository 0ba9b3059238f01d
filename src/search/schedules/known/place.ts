/** Tells the schedule of a path by what happens in its run. */
import type { Choices, Question } from '../../../model/choices.ts'
import { delayEntry, faultOf } from '../recording.ts'
import { ReplayChoices } from '../replay-choices.ts'
import type { Subject } from '../subject.ts'
import type { Disturbance, PlacedSchedule, WorldChoice } from './disturbance.ts'
import { Occurrences } from './occurrences.ts'

/** The schedule of these choices, which are a path of the subject. */
export function placed(
  { strategy, scenario, runner }: Subject,
  choices: readonly number[],
): PlacedSchedule {
  const placing = new PlacingChoices(choices)
  runner(strategy, scenario, placing, () => {})
  return placing.schedule()
}

class PlacingChoices implements Choices {
  readonly #inner: ReplayChoices
  readonly #occurrences = new Occurrences()
  readonly #disturbances: { -readonly [K in keyof Disturbance]: Disturbance[K] }[] = []
  readonly #world: WorldChoice[] = []
  #worldCount = 0

  constructor(choices: readonly number[]) {
    this.#inner = new ReplayChoices(choices, 'choices')
  }

  schedule(): PlacedSchedule {
    return { disturbances: this.#disturbances, world: this.#world }
  }

  takesDefault(what: Question): boolean {
    this.#occurrences.see(what)
    if (!this.#inner.takesDefault()) return false
    this.#occurrences.answered()
    return true
  }

  choose(bound: number, what: Question): number {
    const choice = this.#inner.choose(bound, what)
    if (what.about === 'step') this.#stepped(choice, what)
    else if (what.about === 'world') {
      if (choice > 0) this.#world.push({ at: this.#worldCount, choice })
      this.#worldCount++
    } else {
      const last = this.#disturbances.at(-1)
      if (last !== undefined) last.details = [...last.details, choice]
    }
    return choice
  }

  #stepped(choice: number, what: Question): void {
    const occurrences = this.#occurrences
    occurrences.see(what)
    occurrences.answered()
    if (choice === 0) return
    const entry = this.#inner.recording.entries.at(-1) ?? 0
    const after = occurrences.last()
    const steps = occurrences.step - occurrences.stepOf(after)
    const fault = faultOf(entry)
    if (fault !== undefined) this.#disturbances.push({ after, steps, what: fault, details: [] })
    else if (entry === delayEntry)
      this.#disturbances.push({ after, steps, what: 'delay', details: [] })
    else this.#disturbances.push({ after, steps, what: 'order', details: [choice] })
  }
}
