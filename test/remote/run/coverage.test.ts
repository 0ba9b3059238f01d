/** How much of a fault must have been tried before nothing that was found says something. */
import { expect, test } from 'vitest'
import type { Moment } from '../../../src/remote/moments/moment.ts'
import { plannedName } from '../../../src/remote/moments/planned-name.ts'
import type { RemoteFault } from '../../../src/remote/moments/remote-faults.ts'
import { Coverage } from '../../../src/remote/search/coverage.ts'
import { type FaultPlans, plansOf } from '../../../src/remote/search/plans.ts'

const many = 12

const moments: readonly Moment[] = Array.from({ length: many }, (_, i) => i + 1).flatMap((nth) => [
  ...(nth <= 2
    ? [{ member: 'A', happening: 'sync' as const, nth, stage: 'applied' as const }]
    : []),
  { member: 'A', happening: 'commit', nth, stage: 'applied' },
])

function coverageOf(fault: RemoteFault, from = moments) {
  const plans = plansOf([fault], from)
  const [own] = plans as [FaultPlans]
  return { coverage: new Coverage(plans, plannedName), planned: own.planned }
}

/** Tries what is needed until nothing is, each with the outcome of its turn; how many it took. */
function tryAll(
  { coverage, planned }: ReturnType<typeof coverageOf>,
  outcomeOf: (turn: number, kind: string) => 'judged' | 'not-reached' | 'failed',
): number {
  let turn = 0
  for (const one of planned) {
    if (!coverage.isNeeded([one])) continue
    coverage.begins([one])
    coverage.ends([one], outcomeOf(turn++, one.at.happening))
  }
  return turn
}

test('five of each kind decide, or all that there are', () => {
  const own = coverageOf('crash')
  expect(own.coverage.needed).toBe(2 + 5)
  expect(own.coverage.faults[0]?.undecided).toBe('0 of 14 moments tried; 7 decide, 5 of each kind')
  expect(tryAll(own, () => 'judged')).toBe(7)
  expect(own.coverage.faults).toEqual([
    {
      ...{ fault: 'crash', possible: 14, needed: 7, tried: 7, judged: 7, notReached: 0, failed: 0 },
      undecided: null,
    },
  ])
})

test('five of one kind and none of another do not', () => {
  const { coverage, planned } = coverageOf('crash')
  for (const one of planned.filter(({ at }) => at.happening === 'commit')) {
    coverage.begins([one])
    coverage.ends([one], 'judged')
  }
  expect(coverage.faults[0]?.undecided).toBe('12 of 14 moments tried; 7 decide, 5 of each kind')
})

test('for a moment that does not come another one is tried', () => {
  const own = coverageOf('crash')
  const taken = tryAll(own, (turn, kind) =>
    kind === 'commit' && turn < 6 ? 'not-reached' : 'judged',
  )
  expect(taken).toBeGreaterThan(7)
  expect(own.coverage.faults[0]?.undecided).toBe(null)
})

test('where no moment of a kind comes nothing is known of that kind', () => {
  const own = coverageOf('crash')
  tryAll(own, (_turn, kind) => (kind === 'sync' ? 'not-reached' : 'judged'))
  expect(own.coverage.faults[0]?.undecided).toBe('no sync.applied that was tried could be judged')
})

test('where more than a fifth of the runs fail the others say too little', () => {
  const few = coverageOf('crash')
  tryAll(few, (turn) => (turn === 3 ? 'failed' : 'judged'))
  expect(few.coverage.faults[0]?.undecided).toBe(null)
  const often = coverageOf('crash')
  tryAll(often, (turn) => (turn % 3 === 1 ? 'failed' : 'judged'))
  expect(often.coverage.faults[0]?.undecided).toMatch(/^\d of \d+ schedules say nothing$/)
  const always = coverageOf('crash')
  tryAll(always, () => 'failed')
  expect(always.coverage.faults[0]?.undecided).toBe('14 of 14 schedules say nothing')
})

test('what is under way is not tried twice, and what is interrupted was not tried', () => {
  const { coverage, planned } = coverageOf('commit-unanswered')
  for (const one of planned.slice(0, 5)) coverage.begins([one])
  const [first, , , , , sixth] = planned
  if (first === undefined || sixth === undefined) throw new Error('too few')
  expect(coverage.isNeeded([sixth])).toBe(false)
  coverage.ends([first], null)
  expect(coverage.isNeeded([sixth])).toBe(true)
  expect(coverage.faults[0]?.tried).toBe(0)
})

test('each error of a refusal is a kind of its own', () => {
  const arrived = moments.map((one) => ({ ...one, stage: 'arrived' as const }))
  expect(coverageOf('commit-refused', arrived).coverage.needed).toBe(8 * 5)
})

test('a fault that can happen nowhere decides nothing', () => {
  const { coverage } = coverageOf('commit-lost', [])
  expect(coverage.faults[0]?.undecided).toBe('no moment was met at which it could happen')
  expect(coverage.needed).toBe(0)
})

test('pairs of faults are not counted', () => {
  const { coverage, planned } = coverageOf('crash')
  const pair = planned.slice(0, 2)
  coverage.begins(pair)
  coverage.ends(pair, 'judged')
  expect(coverage.isNeeded(pair)).toBe(false)
  expect(coverage.faults[0]?.tried).toBe(0)
})
