/** What a review finds, what it recommends instead, and how its headline says it. */
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../src/search/verdicts/verdict.ts'
import { cell, comparison, loss, lossCell } from '../fixtures.ts'
import { candidate, ofOrders, place, reviewOf, violated, type words } from './fixtures.ts'

describe('findings', () => {
  it('tell a broken claim once, with its story, its place and the other faults', () => {
    const review = reviewOf(ofOrders([violated, { ...violated, fault: 'join' }, { fault: 'none' }]))
    expect(review.findings).toHaveLength(1)
    const [finding] = review.findings
    expect(finding).toMatchObject({ kind: 'claim-broken', place })
    expect(finding?.title).toBe('orders breaks at-least-once under crash; also under join')
    expect(finding?.text).toContain('  Nothing is lost.\n\n   1  A  is assigned orders-0')
    expect(review.headline).toBe('orders breaks at-least-once')
  })

  it('begin with a group that stands still with no fault at all', () => {
    const still = { ...violated, property: 'progress', fault: 'none' } as const
    const { findings, headline } = reviewOf(ofOrders([violated, still]))
    expect(findings.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^orders stands still with no fault at all: orders-0@/),
      'orders breaks at-least-once under crash',
    ])
    expect(headline).toBe('orders stands still with no fault at all, and breaks at-least-once')
    const unclaimed = reviewOf(ofOrders([{ ...still, claimed: false }]))
    expect(unclaimed.headline).toBe('orders keeps its claims')
  })

  it('leave out what is not claimed, and known bugs that nobody named', () => {
    const review = reviewOf(comparison)
    expect(review.findings).toEqual([])
    expect(review.headline).toBe('commit-sync-before-processing keeps its claims')
  })

  it('count a known bug that was named like any other strategy', () => {
    const { findings, headline } = reviewOf(comparison, null, { named: ['commit-sync-mid-batch'] })
    expect(findings.map(({ title }) => title)).toEqual([
      'commit-sync-mid-batch breaks at-least-once under crash',
    ])
    expect(headline).toBe('1 of 2 strategies breaks a claim')
  })

  it('have one entry for all that a strategy left undecided for the same reason', () => {
    const open = { verdict: 'unknown', reason: 'time was up' } as const
    const { findings, headline } = reviewOf(ofOrders([open, { ...open, fault: 'join' }]))
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({
      kind: 'undecided',
      title: 'orders: undecided: at-least-once under crash and 1 more',
      text: 'time was up:\n  at-least-once under crash\n  at-least-once under join',
    })
    expect(headline).toBe('orders is undecided')
  })

  it('say which known bug was missed', () => {
    const missed = [cell({ strategy: 'commit-sync-mid-batch', claimed: true })]
    const catches = new Map([
      ['commit-sync-mid-batch', { property: 'at-least-once', under: 'crash' }],
    ])
    const { findings, headline } = reviewOf({ ...comparison, cells: missed }, null, { catches })
    expect(findings.map(({ kind, title }) => [kind, title])).toEqual([
      ['bug-missed', 'commit-sync-mid-batch is not caught by at-least-once under crash'],
    ])
    expect(headline).toBe('commit-sync-before-processing keeps its claims; 1 known bug not caught')
  })

  it('tell a claim that only faults together break', () => {
    const set = { fault: 'crash+join', search: lossCell.search, claimed: true, held: [] }
    const sets = {
      strategy: 'orders',
      property: 'at-least-once',
      settings: {},
      claimed: true,
      faults: 'crash+join',
      faultsMax: 3,
      minimal: [{ ...set, minimal: true, replay: loss.replay, counterexample: loss }],
      surviving: [],
      complete: true,
    } as const
    const { findings } = reviewOf({ ...ofOrders([{}]), breakingSets: [sets] })
    expect(findings.map(({ title }) => title)).toEqual([
      'orders breaks at-least-once under crash and join',
    ])
  })
})

describe('what to use instead', () => {
  const candidates = [
    candidate('other-claim', 'kafka-consumer', 'at-most-once'),
    candidate('does-not-claim', 'kafka-consumer', 'at-least-once', false),
    candidate('other-client', 'kafkajs'),
    candidate('one'),
    candidate('two'),
    candidate('three'),
  ]
  const insteadOf = (cells: readonly Cell[], more: Partial<typeof words> = {}) => {
    const now = ofOrders([violated])
    const all = { ...now, cells: [...now.cells, ...cells] }
    return reviewOf(all, null, { candidates, ...more }).strategies[0]?.instead
  }

  it('is what claims it, for the same client and with the same claim first, at most three', () => {
    expect(insteadOf([])).toEqual(['one', 'two', 'three'])
    const few = candidates.slice(0, 4)
    expect(insteadOf([], { candidates: few })).toEqual(['one', 'other-claim', 'other-client'])
  })

  it('is not what the data shows to break, nor what cannot be touched there', () => {
    const broken = cell({ strategy: 'one', verdict: 'violated', counterexample: loss })
    const untouched = cell({ strategy: 'two', verdict: 'vacuous' })
    expect(insteadOf([broken, untouched])).toEqual(['three', 'other-claim', 'other-client'])
  })

  it('is what the data shows to keep it, claimed or not', () => {
    const kept = cell({ strategy: 'does-not-claim' })
    expect(insteadOf([kept])).toEqual(['does-not-claim', 'one', 'two'])
  })

  it('is first of all the cure that the code names', () => {
    expect(insteadOf([], { cures: new Map([['orders', 'other-client']]) })?.[0]).toBe(
      'other-client',
    )
  })

  it('is nothing for a strategy that keeps its claims', () => {
    expect(reviewOf(ofOrders([{}]), null, { candidates }).strategies[0]?.instead).toEqual([])
  })
})
