/** How fast the exhaustive engine is by itself: on a model that costs next to nothing. */
import { performance } from 'node:perf_hooks'
import { twoPhaseCommit } from '../search/exhaustive/self-check/two-phase-commit.ts'
import { searchExhaustively } from '../search/exhaustive/state-space/breadth-first.ts'

/** How many resource managers the benchmarks have, and how many states that makes. */
export const benchRms = 7
export const benchStates = 296_448

const rounds = 9

/** What was measured on two-phase commit; the rate is the best of several rounds. */
export interface ExhaustiveFigures {
  /** Distinct states a second, each judged once, on one core. */
  readonly statesPerSecond: number
  /** Fingerprints and links, at the most they ever took. */
  readonly bytesPerState: number
}

/** Searches again and again; throws when the number of states is not the published one. */
export function exhaustiveFigures(): ExhaustiveFigures {
  let [statesPerSecond, bytesPerState] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    const { distinct, bytes } = searchExhaustively(twoPhaseCommit(benchRms), 1)
    const rate = (distinct * 1000) / (performance.now() - start)
    if (distinct !== benchStates) throw new Error(`${distinct} states, not ${benchStates}`)
    statesPerSecond = Math.max(statesPerSecond, rate)
    bytesPerState = bytes / distinct
  }
  return { statesPerSecond, bytesPerState }
}
