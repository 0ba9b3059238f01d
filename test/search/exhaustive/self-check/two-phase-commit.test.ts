import { describe, expect, test } from 'vitest'
import { countDepthFirst } from '../../../../src/search/exhaustive/self-check/depth-first.ts'
import {
  twoPhaseCommit,
  twoPhaseCommitProperties,
} from '../../../../src/search/exhaustive/self-check/two-phase-commit.ts'
import { searchExhaustively } from '../../../../src/search/exhaustive/state-space/breadth-first.ts'

const consistentOnly = 1

describe('two-phase commit has the published number of states', () => {
  test.each([
    [3, 288, 1_146],
    [5, 8_832, 58_146],
    [7, 296_448, 2_744_706],
  ])('%i resource managers: %i', (rms, distinct, generated) => {
    const result = searchExhaustively(twoPhaseCommit(rms), consistentOnly)
    expect(result).toMatchObject({ distinct, generated, complete: true, stopped: null })
    // Everybody prepares and says so, is heard, the decision falls, everybody follows.
    expect(result).toMatchObject({ depth: 3 * rms + 1, frontier: 0, counterexamples: [null] })
  })

  test('in few bytes a state, even while the table moves', () => {
    const { bytes, distinct } = searchExhaustively(twoPhaseCommit(6), consistentOnly)
    expect(distinct).toBe(50_816)
    expect(bytes / distinct).toBeLessThan(100)
  })

  test('5 interchangeable ones, in the order of the published count: 665', () => {
    expect(countDepthFirst(twoPhaseCommit(5))).toBe(8_832)
    expect(countDepthFirst(twoPhaseCommit(5, 'by-status'))).toBe(665)
  })

  test('5 interchangeable ones, told apart by nothing but what they are: 314', () => {
    const model = twoPhaseCommit(5, 'full')
    expect(searchExhaustively(model, consistentOnly).distinct).toBe(orbitsOf(5))
    expect(countDepthFirst(model)).toBe(orbitsOf(5))
    expect(orbitsOf(5)).toBe(314)
  })
})

/** All states, sorted by hand: no fingerprint and no engine takes part. */
function orbitsOf(rms: number): number {
  const model = twoPhaseCommit(rms)
  const all = new Map<string, Uint32Array>()
  const stack: Uint32Array[] = []
  const meet = (state: Uint32Array) => {
    if (all.has(state.join())) return
    const copy = state.slice()
    all.set(copy.join(), copy)
    stack.push(copy)
  }
  model.initial(meet)
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    model.forEachSuccessor(state, meet)
  }
  const orbits = [...all.values()].map(([status = 0, bits = 0, tm = 0]) => {
    const parts = Array.from({ length: rms }, (_, rm) =>
      [(status >>> (2 * rm)) & 3, (bits >>> rm) & 1, (bits >>> (16 + rm)) & 1].join(),
    )
    return `${parts.sort().join(' ')} ${tm}`
  })
  return new Set(orbits).size
}

describe('what two-phase commit does not promise', () => {
  const all = twoPhaseCommitProperties.length

  test.each(['none', 'by-status', 'full'] as const)('is broken in the fewest steps: %s', (kind) => {
    const { counterexamples, complete } = searchExhaustively(twoPhaseCommit(3, kind), all)
    expect(complete).toBe(true)
    const lengths = counterexamples.map((found) => found?.actions ?? null)
    // To commit takes three steps of each and the decision; to abort, one of each.
    expect(lengths).toEqual([null, 10, 3, 1])
  })

  test('is told as a path, step by step', () => {
    const { counterexamples } = searchExhaustively(twoPhaseCommit(2), all)
    const [consistent, notAllCommitted, notAllAborted, nobodyAborts] = counterexamples
    expect(consistent).toBeNull()
    // An RM's actions start at 2 and 7: heard, prepares, gives up, commits, aborts.
    expect(nobodyAborts).toEqual({ actions: 1, choices: [4], steps: [[], [4]] })
    expect(notAllAborted?.choices).toEqual([4, 9])
    expect(notAllCommitted?.choices).toEqual([3, 2, 8, 7, 0, 5, 10])
  })

  test('ends the search once nothing is left to be decided', () => {
    const model = twoPhaseCommit(3)
    const onlyFalse = { ...model, broken: (state: Uint32Array) => model.broken(state) >>> 3 }
    const result = searchExhaustively(onlyFalse, 1)
    expect(result).toMatchObject({ stopped: 'decided', complete: false, distinct: 8, depth: 1 })
    expect(result.frontier).toBe(7)
    expect(result.counterexamples[0]?.actions).toBe(1)
  })
})
