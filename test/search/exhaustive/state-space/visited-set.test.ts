import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VisitedSet } from '../../../../src/search/exhaustive/state-space/visited-set.ts'

const everyBit = 0xffff_ffff

test('is a set of pairs, through every growth', () => {
  const set = new VisitedSet()
  const known = new Set<string>()
  const before = set.bytesMax
  // A walk through words that meets half of its pairs twice.
  let [word, wrong] = [1, 0]
  for (let i = 0; i < 40_000; i++) {
    word = i % 2 === 0 ? (Math.imul(word, 1664525) + 1013904223) >>> 0 : word
    const [low, high] = [word, (word >>> 7) & 3]
    if (set.add(low, high) === known.has(`${low} ${high}`)) wrong++
    known.add(`${low} ${high}`)
  }
  expect(wrong).toBe(0)
  expect(set.count).toBe(known.size)
  expect(set.bytesMax).toBeGreaterThan(before)
  expect([...known].filter((pair) => set.add(...pairOf(pair)))).toEqual([])
})

test.each([
  ['count up in the low half', (i: number) => [i, 0] as const],
  ['count up in the high half', (i: number) => [0, i] as const],
  ['differ in their top bits only', (i: number) => [i << 20, i & 0xfff00000] as const],
  ['have halves that cancel out', (i: number) => [i, i] as const],
  ['are as large as can be', (i: number) => [everyBit - i, everyBit] as const],
])('fingerprints that %s are all kept apart', (_, print) => {
  const set = new VisitedSet()
  const count = 6_000
  const prints = Array.from({ length: count }, (_, i) => print(i).map((word) => word >>> 0))
  const distinct = new Set(prints.map((words) => words.join(' '))).size
  for (const [low = 0, high = 0] of prints) set.add(low, high)
  expect(set.count).toBe(distinct)
  expect(prints.filter(([low = 0, high = 0]) => set.add(low, high))).toEqual([])
})

test('two zeros are a fingerprint, too', () => {
  const set = new VisitedSet()
  expect(set.add(0, 0)).toBe(true)
  expect(set.add(0, 0)).toBe(false)
  expect(set.count).toBe(1)
})

test('negative words are the same as unsigned ones', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (low, high) => {
      const set = new VisitedSet()
      expect(set.add(low, high)).toBe(true)
      expect(set.add(low >>> 0, high >>> 0)).toBe(false)
    }),
    { seed: 3, numRuns: 50 },
  )
})

function pairOf(text: string): [number, number] {
  const [low = 0, high = 0] = text.split(' ').map(Number)
  return [low, high]
}
