import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, dualize } from '../../../src/search/breaking/dualize.ts'
import { isWithin } from '../../../src/search/breaking/fault-masks.ts'

const elements = 6
const all = (1 << elements) - 1
const everySet = Array.from({ length: all + 1 }, (_, set) => set)

/** A family by the sets that it is made of: what contains one of them breaks. */
const families = fc.array(fc.integer({ min: 0, max: all }), { maxLength: 7 })

const breaksOf = (seeds: readonly number[], set: number) =>
  seeds.some((seed) => isWithin(seed, set))

/** The answer by definition, from all 64 sets. */
function expected(seeds: readonly number[]) {
  const broken = everySet.filter((set) => breaksOf(seeds, set))
  const held = everySet.filter((set) => !breaksOf(seeds, set))
  return {
    minimal: broken.filter((set) => !broken.some((o) => o !== set && isWithin(o, set))),
    surviving: held.filter((set) => !held.some((o) => o !== set && isWithin(set, o))),
  }
}

const sorted = (sets: readonly number[]) => [...sets].sort((a, b) => a - b)

describe('dualize', () => {
  it('finds exactly the minimal breaking and the maximal surviving sets of any family', () => {
    fc.assert(
      fc.property(families, fc.integer({ min: 0 }), (seeds, noise) => {
        const ask = (set: number): Answer => {
          if (!breaksOf(seeds, set)) return 'holds'
          // Some breaking part of the set, not always the smallest: as a shrunk story would tell.
          const parts = everySet.filter((part) => isWithin(part, set) && breaksOf(seeds, part))
          return { broken: parts[noise % parts.length] ?? set }
        }
        const { minimal, surviving, complete } = dualize(all, ask)
        expect(complete).toBe(true)
        expect(sorted(minimal)).toEqual(expected(seeds).minimal)
        expect(sorted(surviving)).toEqual(expected(seeds).surviving)
      }),
      { numRuns: 200 },
    )
  })

  it('asks little of what is simple: the empty set, each element, all survivors together', () => {
    const asked: number[] = []
    const found = dualize(all, (set) => {
      asked.push(set)
      return (set & 0b000101) === 0 ? 'holds' : { broken: set & 0b000101 }
    })
    expect(found).toEqual({ minimal: [0b1, 0b100], surviving: [0b111010], complete: true })
    expect([...new Set(asked)]).toHaveLength(1 + elements + 1)
  })

  it('stays without contradiction when a search overlooks what another one finds', () => {
    fc.assert(
      fc.property(families, fc.func(fc.boolean()), (seeds, overlooks) => {
        const memory = new Map<number, Answer>()
        const ask = (set: number): Answer => {
          const known = memory.get(set)
          if (known !== undefined) return known
          const seen = breaksOf(seeds, set) && !overlooks(set)
          const answer: Answer = seen ? { broken: set } : 'holds'
          memory.set(set, answer)
          return answer
        }
        const { minimal, surviving } = dualize(all, ask)
        for (const set of minimal) {
          expect(breaksOf(seeds, set)).toBe(true)
          expect(minimal.filter((other) => isWithin(other, set))).toEqual([set])
          expect(surviving.filter((other) => isWithin(set, other))).toEqual([])
        }
        for (const set of surviving) expect(memory.get(set)).toBe('holds')
      }),
      { numRuns: 200 },
    )
  })

  it('says that it is incomplete when the questions run out, and keeps what it has', () => {
    let left = elements + 2
    const found = dualize(all, (set) => {
      if (left-- <= 0) return null
      return (set & 0b11) === 0b11 ? { broken: 0b11 } : 'holds'
    })
    expect(found).toEqual({ minimal: [0b11], surviving: [], complete: false })
  })
})
