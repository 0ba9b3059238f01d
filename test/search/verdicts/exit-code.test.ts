import { describe, expect, it } from 'vitest'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { assembleComparison } from '../../../src/search/planning/assemble.ts'
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import { exitCode, uncaught } from '../../../src/search/verdicts/exit-code.ts'
import type { Cell } from '../../../src/search/verdicts/verdict.ts'
import { toyStrategy } from '../toy.ts'

const caughtBy = { property: 'at-least-once', under: 'crash' } as const
const strategies = [toyStrategy, { ...toyStrategy, name: 'bug', caughtBy }]

const holds: Cell = {
  strategy: 'toy',
  fault: 'crash',
  property: 'at-least-once',
  settings: { 'auto.offset.reset': 'earliest' },
  verdict: 'not-found',
  reason: null,
  claimed: true,
  search: { mode: 'random', schedules: 10, complete: true },
  counterexample: null,
}
const caught: Cell = { ...holds, strategy: 'bug', verdict: 'violated' }

function comparison(...cells: readonly Cell[]): Comparison {
  const entries = strategies.map(({ name, claims }) => {
    const faulty = name === 'bug'
    return { name, claims, faulty, family: faulty ? ('faulty' as const) : ('user' as const) }
  })
  const head = { version: '0', seed: '1', scenario: defaultScenario, strategies: entries }
  return assembleComparison(head, [], [{ cells, statistics: null, sometimes: null }])
}

function code(...cells: readonly Cell[]): number {
  return exitCode(comparison(...cells), strategies)
}

describe('exitCode', () => {
  it('counts a claim that only faults together break, but not that of a known bug', () => {
    const search = { mode: 'random', schedules: 10, complete: true } as const
    const withSet = (strategy: string, claimed: boolean): number => {
      const set = { fault: 'crash+join', search, claimed, held: [], minimal: true }
      const minimal = [{ ...set, replay: 'ackurate replay toy', counterexample: null }]
      const { property, settings } = holds
      const of = { strategy, property, settings, claimed, faults: 'crash+join', faultsMax: 3 }
      const found = { ...of, minimal, surviving: [], complete: true }
      return exitCode({ ...comparison(holds, caught), breakingSets: [found] }, strategies)
    }
    expect(withSet('toy', true)).toBe(1)
    expect(withSet('toy', false)).toBe(0)
    expect(withSet('bug', true)).toBe(0)
  })

  it.each([
    ['every claim holds', [holds], 0],
    ['a claim is violated', [holds, { ...holds, verdict: 'violated' }], 1],
    ['what is not claimed is violated', [{ ...holds, claimed: false, verdict: 'violated' }], 0],
    ['the time was up', [{ ...holds, verdict: 'unknown', reason: 'time was up' }], 3],
    ['what is not claimed is unknown', [{ ...holds, claimed: false, verdict: 'unknown' }], 0],
    ['coverage is missing', [{ ...holds, verdict: 'vacuous', reason: 'never seen: x' }], 3],
    [
      'the fault cannot touch the strategy',
      [{ ...holds, verdict: 'vacuous', reason: 'uses no transactions' }],
      0,
    ],
    [
      'one claim is violated and another unknown',
      [
        { ...holds, verdict: 'unknown' },
        { ...holds, verdict: 'violated' },
      ],
      1,
    ],
    ['a bug kept on purpose is caught', [holds, caught], 0],
    ['it is not caught', [holds, { ...caught, verdict: 'not-found' }], 3],
    ['it was not looked for', [holds, { ...caught, fault: 'join', verdict: 'not-found' }], 0],
  ] as const)('when %s', (_when, cells, expected) => {
    expect(code(...cells)).toBe(expected)
  })

  it('counts the claims of a faulty strategy that the user named', () => {
    expect(exitCode(comparison(caught), strategies, ['bug'])).toBe(1)
  })

  it('counts one reset policy under which it is caught', () => {
    const missed: Cell = {
      ...caught,
      verdict: 'not-found',
      settings: { 'auto.offset.reset': 'none' },
    }
    expect(uncaught(comparison(missed, caught), strategies)).toEqual([])
    expect(uncaught(comparison(missed), strategies)).toEqual(['bug'])
  })
})
