import { expect, test } from 'vitest'
import { meaningOf } from '../../../src/report/answers/meanings.ts'

test('a payment is a case of at most once or exactly once, and first of all', () => {
  for (const text of ['payment', 'Payments', 'spring pay', 'refund of money']) {
    const cases = meaningOf(text)?.cases.map(({ effect, allowed }) => `${effect} ${allowed}`)
    expect(cases?.slice(0, 2)).toEqual(['store neither', 'elsewhere lose'])
  }
})

test('names of strategies and faults mean nothing besides', () => {
  for (const text of ['', 'crash', 'commit-sync-after-batch', 'pa']) {
    expect(meaningOf(text)).toBeNull()
  }
})
