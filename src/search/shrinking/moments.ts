/** Where faults could be injected in the calm run, as the only one of a story. */
import type { Choices, Question } from '../../model/choices.ts'
import type { Subject } from '../schedules/subject.ts'

/** A place for one fault in a run in which everything before it goes well. */
export interface Moment {
  /** Which choice of the run. */
  readonly position: number
  readonly fault: string
  /** How many events come before it. */
  readonly events: number
}

/** All moments at which a fault is possible, ascending. */
export function momentsOf({ strategy, scenario, runner }: Subject): readonly Moment[] {
  const moments: Moment[] = []
  let position = -1
  let events = 0
  const pass = (what: Question) => {
    position++
    if (what.about !== 'step') return
    for (const fault of what.faults) {
      if (what.possible(fault)) moments.push({ position, fault, events })
    }
  }
  const choices: Choices = {
    choose: (_bound, what) => {
      pass(what)
      return 0
    },
    takesDefault: (what) => {
      pass(what)
      return true
    },
  }
  runner(strategy, scenario, choices, () => {
    events++
  })
  return moments
}
