import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRecording, faultEntry } from '../../../src/search/schedules/recording.ts'
import { findBlocks, passes } from '../../../src/search/shrinking/shrink-passes.ts'
import { calmnessOf } from '../../../src/search/shrinking/trial.ts'

const crash = faultEntry('crash')
const join = faultEntry('join')

describe('findBlocks', () => {
  it('keeps a fault and its details together', () => {
    const { blocks } = findBlocks([0, crash, 0, 3, 0, 2, 0, 1], [2, 3, 7])
    expect(blocks).toEqual([
      { start: 1, end: 4 },
      { start: 5, end: 6 },
      { start: 6, end: 8 },
    ])
  })

  it('ends a block at the end of the entries', () => {
    expect(findBlocks([0, crash], [2, 3]).blocks).toEqual([{ start: 1, end: 2 }])
  })
})

describe('passes', () => {
  const entries = [0, 0, 0, 0, 2, 0, join, 1, 0, crash]
  const played = findBlocks(entries, [7])

  it('try these edits, in this order', () => {
    const edits = passes.map((pass) => [...pass(played, ['crash', 'join'])].map(text))
    expect(edits).toEqual([
      ['......J1.C'],
      ['', '....2.J1'],
      ['.........', '......J1.C', '....2...C', '....2.J1..'],
      ['.....J1.C', '....2..C', '....2.J1.'],
      ['....2.J1C', '....2J1.C', '2.J1.C', '..2.J1.C', '...2.J1.C'],
      ['......J1.C', '....1.J1.C', '....2.C1.C', '....2.J..C'],
      ['2.....J1.C', '..2...J1.C', '...2..J1.C', '....2J1..C'],
      ['....2.J1C', '....2J1.C', '2.J1.C', '.2.J1.C', '..2.J1.C', '...2.J1.C'],
    ])
  })

  it('only ever make a list calmer', () => {
    const entry = fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(crash, join),
    )
    const lists = fc.array(entry, { maxLength: 24 })
    fc.assert(
      fc.property(lists, fc.array(fc.boolean(), { maxLength: 24 }), (list, isDetail) => {
        const details = isDetail.flatMap((yes, at) => (yes && at > 0 ? [at] : []))
        const plain = list.map((e, at) => (details.includes(at) ? Math.abs(e) : e))
        const trimmed = plain.slice(0, plain.findLastIndex((e) => e !== 0) + 1)
        const before = calmness(trimmed)
        for (const pass of passes) {
          for (const edit of pass(findBlocks(trimmed, details), ['crash', 'join'])) {
            if (text(edit) !== text(trimmed)) expect(compare(calmness(edit), before)).toBe(-1)
          }
        }
      }),
    )
  })
})

/** Length, size, lateness. */
function calmness(list: readonly number[]): readonly number[] {
  const recording = createRecording()
  for (const [at, entry] of list.entries()) {
    if (entry === 0) continue
    recording.positions.push(at)
    recording.entries.push(entry)
  }
  const { length, size, lateness } = calmnessOf(recording)
  return [length, size, lateness]
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at < 0 ? 0 : Math.sign((a[at] ?? 0) - (b[at] ?? 0))
}

function text(entries: readonly number[]): string {
  return entries.map((e) => (e === 0 ? '.' : e === crash ? 'C' : e === join ? 'J' : e)).join('')
}
