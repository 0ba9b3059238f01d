/** Counts states depth-first: the order in which some published counts were made. */
import { listFrontier } from '../state-space/frontier.ts'
import type { Model } from '../state-space/model.ts'
import { VisitedSet } from '../state-space/visited-set.ts'

/** How many distinct states there are, or are met where symmetry is not broken fully. */
export function countDepthFirst<S>(model: Model<S>): number {
  const visited = new VisitedSet()
  const fingerprint = new Uint32Array(2)
  // A stack of states, each in a frontier of its own, which copies where the model reuses.
  const stack: S[] = []
  const meet = (state: S): void => {
    model.fingerprint(state, fingerprint)
    if (!visited.add(fingerprint[0] ?? 0, fingerprint[1] ?? 0)) return
    const kept = model.frontier?.() ?? listFrontier<S>()
    kept.push(state)
    stack.push(kept.at(0))
  }
  model.initial(meet)
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    model.forEachSuccessor(state, meet)
  }
  return visited.count
}
