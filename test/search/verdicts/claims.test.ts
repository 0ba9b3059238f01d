import { describe, expect, it } from 'vitest'
import { faultNames } from '../../../src/model/faults/names.ts'
import { type Claiming, isClaimed, survivedFaults } from '../../../src/search/verdicts/claims.ts'
import { kafkajsStalls } from '../../../src/strategies/kafkajs/stalls.ts'

const atLeastOnce: Claiming = { claims: 'at-least-once' }
const atMostOnce: Claiming = { claims: 'at-most-once' }
const exactlyOnce: Claiming = { claims: 'exactly-once' }
const inStore: Claiming = { claims: 'exactly-once', uses: ['store'] }

describe('progress', () => {
  const service: Claiming = { claims: 'at-least-once', service: './orders.ts' }
  const stalls = { under: ['crash'], because: 'it is meant to' } as const
  it.each([
    ['whoever says nothing', atLeastOnce, 'none', true],
    ['whoever says nothing', atMostOnce, 'none', true],
    ['whoever says nothing', exactlyOnce, 'offsets-loss', true],
    ['a fault that loses records', atLeastOnce, 'unclean-election', true],
    ['a store that knows offsets below the log', inStore, 'unclean-election', false],
    ['a record that always fails', atLeastOnce, 'poison-record', false],
    ['who gives it up', { ...atLeastOnce, givesUp: true }, 'poison-record', true],
    ['faults together', atLeastOnce, 'crash+join', false],
    ['a service', service, 'none', true],
    ['a service', service, 'crash', true],
    ['an error at which kafkajs stops', service, 'disconnect', false],
    ['a service that says so itself', { ...service, stalls }, 'disconnect', true],
    ['a service that says so itself', { ...service, stalls }, 'crash', false],
    [
      'who stands still anyway',
      { ...atLeastOnce, stalls: { ...stalls, under: 'any' } },
      'none',
      false,
    ],
    ['what is not to be survived', { ...atLeastOnce, survives: ['crash'] }, 'join', false],
    ['what is to be survived', { ...atLeastOnce, survives: ['crash'] }, 'crash', true],
  ] as const)('%s: %j under %s is %s', (_, strategy, fault, claimed) => {
    expect(isClaimed(strategy, 'progress', fault, {})).toBe(claimed)
  })

  it('is held against a service where kafkajs comes through, as its strategies say', () => {
    for (const fault of faultNames.filter((name) => name !== 'poison-record')) {
      const stands = (kafkajsStalls.under as readonly string[]).includes(fault)
      expect(isClaimed(service, 'progress', fault, {})).toBe(!stands)
    }
  })

  it('is not claimed where auto.offset.reset decides', () => {
    const settings = { 'auto.offset.reset': 'none' } as const
    for (const fault of ['offsets-loss', 'retention', 'partition-added']) {
      expect(isClaimed(atLeastOnce, 'progress', fault, settings)).toBe(false)
    }
    expect(isClaimed(atLeastOnce, 'progress', 'crash', settings)).toBe(true)
  })
})

describe('isClaimed', () => {
  it.each([
    [atLeastOnce, 'at-least-once', 'crash', true],
    [atLeastOnce, 'at-least-once', 'none', true],
    [atLeastOnce, 'at-most-once', 'none', false],
    [atLeastOnce, 'at-least-once', 'retention', false],
    [atLeastOnce, 'at-least-once', 'unclean-election', false],
    [atLeastOnce, 'at-least-once', 'crash+retention', false],
    [atLeastOnce, 'at-least-once', 'crash+offsets-loss', true],
    [atMostOnce, 'at-most-once', 'crash', true],
    [atMostOnce, 'at-least-once', 'crash', false],
    [atMostOnce, 'at-most-once', 'offsets-loss', false],
    [atMostOnce, 'at-most-once', 'partition-added', true],
    [exactlyOnce, 'at-least-once', 'pause', true],
    [exactlyOnce, 'at-most-once', 'pause', true],
    [exactlyOnce, 'exactly-once', 'pause', true],
    [exactlyOnce, 'in-order', 'pause', false],
    [exactlyOnce, 'exactly-once', 'offset-expiry', false],
    [inStore, 'exactly-once', 'offset-expiry', true],
    [atLeastOnce, 'commit-acknowledged-is-applied', 'commit-lost', true],
  ] as const)('%j: %s under %s is %s', (strategy, property, fault, claimed) => {
    expect(isClaimed(strategy, property, fault, {})).toBe(claimed)
  })

  it.each(['latest', 'none'] as const)(
    'needs earliest, not %s, to read from the start',
    (reset) => {
      const settings = { 'auto.offset.reset': reset }
      for (const fault of ['offsets-loss', 'offset-expiry', 'partition-added']) {
        expect(isClaimed(atLeastOnce, 'at-least-once', fault, settings)).toBe(false)
      }
      expect(isClaimed(atLeastOnce, 'at-least-once', 'crash', settings)).toBe(true)
    },
  )

  it('takes the list of the strategy, less what the reset policy forbids', () => {
    const strategy: Claiming = { claims: 'at-least-once', survives: ['crash', 'offsets-loss'] }
    expect(survivedFaults(strategy, {})).toEqual(['crash', 'offsets-loss'])
    expect(survivedFaults(strategy, { 'auto.offset.reset': 'latest' })).toEqual(['crash'])
    expect(isClaimed(strategy, 'at-least-once', 'join', {})).toBe(false)
  })

  it('bounds reprocessing only where a bound is declared, under crashes or nothing', () => {
    const bounded: Claiming = { claims: 'at-least-once', reprocessingMax: () => 3 }
    expect(isClaimed(bounded, 'bounded-reprocessing', 'crash', {})).toBe(true)
    expect(isClaimed(bounded, 'bounded-reprocessing', 'none', {})).toBe(true)
    expect(isClaimed(bounded, 'bounded-reprocessing', 'pause', {})).toBe(false)
    expect(isClaimed(atLeastOnce, 'bounded-reprocessing', 'crash', {})).toBe(false)
  })

  it('lets a faulty strategy claim the same, but for its acknowledged commits', () => {
    const caughtBy = { property: 'at-least-once', under: 'crash' } as const
    const faulty: Claiming = { claims: 'at-least-once', caughtBy }
    expect(isClaimed(faulty, 'at-least-once', 'crash', {})).toBe(true)
    expect(isClaimed(faulty, 'commit-acknowledged-is-applied', 'crash', {})).toBe(false)
  })

  it('has no service promise what kafkajs tells it', () => {
    const service: Claiming & { service: string } = { claims: 'at-least-once', service: 'a.ts' }
    expect(isClaimed(service, 'at-least-once', 'shutdown', {})).toBe(true)
    expect(isClaimed(service, 'commit-acknowledged-is-applied', 'shutdown', {})).toBe(false)
  })
})
