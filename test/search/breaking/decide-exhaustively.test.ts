import { describe, expect, it } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { atLeastOnce } from '../../../src/properties/at-least-once.ts'
import { type Decide, undecided } from '../../../src/search/breaking/decide.ts'
import {
  decideBothWays,
  decideExhaustively,
} from '../../../src/search/breaking/decide-exhaustively.ts'
import { shipped } from '../../model/scripted.ts'

function exhaustively(name: string, statesMax: number): Decide {
  return decideExhaustively({
    strategy: shipped(name),
    property: atLeastOnce,
    runner: runStrategy,
    scenario: defaultScenario,
    statesMax,
    deadline: () => false,
    beat: () => {},
  })
}

describe('every schedule of the small scenario', () => {
  it('holds, and says how many states that were, and within which sizes', () => {
    const decision = exhaustively('commit-sync-after-batch', 30_000)([], {})
    expect(decision).toMatchObject({ verdict: 'holds', breakage: null, pairing: null })
    expect(decision.search).toMatchObject({
      mode: 'exhaustive',
      complete: true,
      states: { within: { partitions: 1, records: 1, members: 1, faultsMax: 0 } },
    })
  })

  it('breaks with a story, and a line that replays it', () => {
    const decide = exhaustively('commit-sync-before-processing', 30_000)
    const { verdict, search, breakage } = decide(['crash'], {})
    expect(verdict).toBe('violated')
    expect(search.mode).toBe('exhaustive')
    expect(breakage?.kinds).toEqual(['crash'])
    expect(breakage?.replay).toMatch(
      /^ackurate replay \S+ --faults crash .*--records 1 .*--path [\dx.]+$/,
    )
    expect(breakage?.counterexample?.witnesses).not.toEqual([])
  })

  it('is left undecided where it does not end, or the set is too large', () => {
    const decide = exhaustively('commit-sync-after-batch', 50)
    expect(decide(['crash'], {})).toEqual(undecided)
    expect(decide(['crash', 'join', 'pause'], {})).toEqual(undecided)
  })
})

describe('both ways', () => {
  const saying = (verdict: 'holds' | 'violated' | 'unknown', schedules: number): Decide => {
    const mode = schedules === 0 ? 'exhaustive' : 'random'
    return () => ({ ...undecided, verdict, search: { mode, schedules, complete: true } })
  }
  const search = (small: Decide, usual: Decide) => decideBothWays(small, usual)([], {})

  it('hold only if both do, and then tell of both', () => {
    expect(search(saying('holds', 0), saying('holds', 64))).toMatchObject({
      verdict: 'holds',
      search: { mode: 'exhaustive', schedules: 64 },
    })
    expect(search(saying('holds', 0), saying('violated', 64)).verdict).toBe('violated')
    expect(search(saying('holds', 0), saying('unknown', 64)).verdict).toBe('unknown')
  })

  it('break where either does; what the small search leaves open is the usual one\u2019s', () => {
    expect(search(saying('violated', 0), saying('holds', 64)).search.mode).toBe('exhaustive')
    expect(search(saying('unknown', 0), saying('holds', 64)).search.mode).toBe('random')
  })
})
