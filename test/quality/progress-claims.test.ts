/** What ships keeps the progress that it claims, and has a reason for what it does not claim. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readComparison } from '../../src/cli/review/read-comparison.ts'
import { isClaimed } from '../../src/search/verdicts/claims.ts'
import { strategies } from '../../src/strategies/all.ts'

const root = join(import.meta.dirname, '../..')
const { cells } = readComparison('reports/comparison.json', root)
const judged = cells.filter(({ property }) => property === 'progress')

describe.each(strategies.filter(({ faulty }) => !faulty))('$strategy.name', ({ strategy }) => {
  const { name, stalls } = strategy
  const own = judged.filter((cell) => cell.strategy === name)
  const broken = own.filter(({ verdict }) => verdict === 'violated')

  it('keeps in the committed comparison the progress that it claims', () => {
    const claimed = broken.filter(({ fault, settings }) =>
      isClaimed(strategy, 'progress', fault, settings),
    )
    expect(claimed.map(({ fault }) => fault)).toEqual([])
  })

  it('claims it without faults, unless it says why not', () => {
    const claimed = isClaimed(strategy, 'progress', 'none', {})
    expect(claimed).toBe(stalls?.under !== 'any')
    const standing = broken.some(({ fault }) => fault === 'none')
    expect(standing).toBe(!claimed)
  })

  it('is seen to stand still where it says so', () => {
    if (stalls === undefined || stalls.under === 'any') return
    const { under } = stalls
    expect(stalls.because).toMatch(/^[a-z'].*[^.]$/)
    expect(under.some((fault) => broken.some((cell) => cell.fault === fault))).toBe(true)
  })
})
