/** Walks a path of a model again, to learn what was chosen along it. */
import { assert, defined } from '../../../model/assert.ts'
import { listFrontier } from './frontier.ts'
import type { Model, Visit } from './model.ts'

/** The end of a path, and the choices of each of its steps; the first is the initial state's. */
export interface Walked<S> {
  readonly state: S
  readonly steps: readonly (readonly number[])[]
}

/** Takes the `ordinals[0]`th initial state, then the `ordinals[i]`th successor each time. */
export function walk<S>(model: Model<S>, ordinals: readonly number[]): Walked<S> {
  assert(ordinals.length > 0, 'a path has at least its initial state')
  let state: S | undefined
  const steps = ordinals.map((ordinal) => {
    const from = state
    const step = nth(model, ordinal, (visit) =>
      from === undefined ? model.initial(visit) : model.forEachSuccessor(from, visit),
    )
    state = step.state
    return step.choices
  })
  return { state: defined(state, 'a path has an end'), steps }
}

function nth<S>(model: Model<S>, ordinal: number, visitAll: (visit: Visit<S>) => void) {
  // A model may yield the same object again and again: only a frontier saves what it was.
  const saved = model.frontier?.() ?? listFrontier<S>()
  let [met, choices] = [0, [] as readonly number[]]
  visitAll((state, chosen) => {
    if (met++ !== ordinal) return
    saved.push(state)
    choices = chosen.slice()
  })
  assert(saved.count === 1, `a model had successor ${ordinal} and has only ${met} now`)
  return { state: saved.at(0), choices }
}
