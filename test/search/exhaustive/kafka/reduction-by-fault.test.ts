/**
 * A reduced search comes to what the full one comes to, under every fault: what a fault disturbs is
 * what it says. The scenarios are so small that both meet every state.
 */
import { expect, test } from 'vitest'
import { type FaultName, faults } from '../../../../src/model/faults/all.ts'
import type { Disturbs } from '../../../../src/model/faults/fault.ts'
import { shipped } from '../../../model/scripted.ts'
import { outcomesOf } from './outcomes.ts'

/** Of strategies that the fault can touch, those with few states. */
const strategyFor = {
  nothing: 'commit-sync-after-record',
  commits: 'commit-sync-after-record',
  store: 'external-store-result-first',
  transactions: 'transactional',
} as const

/** With what follows them told apart, they have too many states for a test: verdicts only. */
const verdictsOnly: readonly FaultName[] = ['join', 'partition-added']

test.each(faults)('$name: a reduced search comes to the same', { timeout: 60_000 }, (fault) => {
  const strategy = shipped(strategyFor[fault.needs])
  const observed = !verdictsOnly.includes(fault.name)
  const full = outcomesOf(strategy, fault.name, { reduce: false, observed })
  const reduced = outcomesOf(strategy, fault.name, { reduce: true, observed })
  // Two searches that were both cut short would agree on anything.
  expect([full.complete, reduced.complete]).toEqual([true, true])
  expect(full.fired).toBeGreaterThan(0)
  expect(reduced.broken).toEqual(full.broken)
  expect([...reduced.ends].sort()).toEqual([...full.ends].sort())
  expect(reduced.states).toBeLessThan(full.states)
})

/** What the comparison above would say of a fault that tells a lie. */
function missedIf(strategy: string, name: FaultName, wrong: Partial<Disturbs>): readonly string[] {
  const lying = faults.map((fault) => {
    const disturbs: Disturbs = fault.disturbs
    return fault.name === name ? { name, disturbs: { ...disturbs, ...wrong } } : fault
  })
  const observed = true
  const honest = outcomesOf(shipped(strategy), name, { reduce: true, observed })
  const lied = outcomesOf(shipped(strategy), name, { reduce: true, observed, faults: lying })
  expect([honest.complete, lied.complete]).toEqual([true, true])
  return [...honest.ends].filter((end) => !lied.ends.has(end))
}

test('a fault that denies what it disturbs makes a search miss ends', { timeout: 120_000 }, () => {
  expect(missedIf('auto-commit', 'retention', { log: false }).length).toBeGreaterThan(0)
  const ofOffsets = missedIf('commit-sync-after-batch', 'offsets-loss', { offsetsLog: false })
  expect(ofOffsets.length).toBeGreaterThan(0)
})
