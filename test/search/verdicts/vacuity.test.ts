import { describe, expect, it } from 'vitest'
import {
  isUntouchable,
  missingCoverage,
  untouchable,
  untouched,
} from '../../../src/search/verdicts/vacuity.ts'

const plain = {}
const withStore = { uses: ['store'] } as const

describe('untouchable', () => {
  it.each([
    [plain, 'store-failure', 'keeps nothing in an external store'],
    [withStore, 'store-failure', null],
    [withStore, 'transaction-timeout', 'uses no transactions'],
    [plain, 'store-failure+transaction-timeout', 'keeps nothing in an external store'],
    [plain, 'crash+store-failure', null],
    [plain, 'crash', null],
    [plain, 'none', null],
  ])('%j under %s: %s', (strategy, fault, reason) => {
    expect(untouchable(strategy, fault)).toBe(reason)
    expect(isUntouchable(reason)).toBe(reason !== null)
  })
})

describe('untouched', () => {
  it.each([
    ['commit-lost', 0, 'asks the group for no commit'],
    ['commit-lost+commit-refused', 0, 'asks the group for no commit'],
    ['commit-lost', 1, null],
    ['commit-lost+crash', 0, null],
    ['none', 0, null],
  ])('%s with at most %d commit requests: %s', (fault, commits, reason) => {
    expect(untouched(fault, commits)).toBe(reason)
    expect(isUntouchable(reason)).toBe(reason !== null)
  })
})

describe('missingCoverage', () => {
  const seen = { 'record-processed': 10 }

  it('is satisfied when records were processed and every fault struck', () => {
    expect(missingCoverage(plain, 'none', seen, {}, 20)).toBeNull()
    expect(missingCoverage(plain, 'crash', seen, { crash: 1 }, 20)).toBeNull()
  })

  it('names what was never met, which is not the same as untouchable', () => {
    const idle = missingCoverage(plain, 'crash+join', seen, { crash: 5, join: 0 }, 20)
    expect(idle).toBe('never happened: join')
    expect(isUntouchable(idle)).toBe(false)
    expect(missingCoverage(plain, 'crash', { 'record-processed': 0 }, { crash: 1 }, 20)).toBe(
      'never seen: record-processed',
    )
  })

  it('does not wait for a fault that cannot touch the strategy', () => {
    expect(missingCoverage(plain, 'crash+store-failure', seen, { crash: 1 }, 20)).toBeNull()
    expect(missingCoverage(withStore, 'crash+store-failure', seen, { crash: 1 }, 20)).toBe(
      'never happened: store-failure',
    )
  })
})
