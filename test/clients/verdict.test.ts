import { describe, expect, it } from 'vitest'

interface Row {
  readonly [name: string]: unknown
}
interface Verdicts {
  readonly seenIn: (comparison: object, faults: string) => string
  readonly momentsIn: (text: string) => object
  readonly agrees: (row: Row) => boolean
  readonly tableOf: (rows: readonly Row[]) => string
  readonly withTable: (text: string, table: string) => string
}
const file = new URL('../../clients/check/verdict.js', import.meta.url).href
const { seenIn, momentsIn, agrees, tableOf, withTable }: Verdicts = await import(file)

const comparison = (least: string, most: string, fault = 'crash') => ({
  cells: [
    { fault, property: 'at-least-once', verdict: least },
    { fault, property: 'at-most-once', verdict: most },
  ],
})

describe('what is seen in a comparison', () => {
  it.each([
    ['violated', 'violated', 'loses'],
    ['not-found', 'violated', 'repeats'],
    ['holds', 'not-found', 'once'],
    ['unknown', 'violated', 'undecided'],
  ])('%s and %s: it %s', (least, most, expected) => {
    expect(seenIn(comparison(least, most), 'crash')).toBe(expected)
  })

  it('is what few moments broke, however few they are', () => {
    const search = { mode: 'moments', schedules: 3 }
    const tried = { fault: 'crash', property: 'at-least-once', verdict: 'unknown', search }
    const [, most] = comparison('unknown', 'violated').cells
    expect(seenIn({ cells: [tried, most] }, 'crash')).toBe('repeats')
  })

  it('is only of the faults that were asked for', () => {
    expect(seenIn(comparison('violated', 'violated'), 'shutdown')).toBe('undecided')
    expect(seenIn(comparison('violated', 'violated', 'join'), 'shutdown,join')).toBe('loses')
  })

  it('is undecided where one of several faults is', () => {
    const [first, second] = [comparison('not-found', 'violated'), comparison('unknown', 'unknown')]
    const both = { cells: [...first.cells, ...second.cells] }
    expect(seenIn(both, 'crash')).toBe('undecided')
  })
})

describe('moments', () => {
  it('are added up over faults', () => {
    const text = '\nMoments tried: join 3 of 9, shutdown 2 of 1,010. --schedules tries more.\n'
    expect(momentsIn(text)).toEqual({ tried: 5, possible: 1019 })
  })

  it('are none where the line is missing', () => {
    expect(momentsIn('')).toEqual({ tried: 0, possible: 0 })
  })
})

describe('the table', () => {
  const row = {
    ...{ client: 'kafkajs', name: 'before', faults: 'crash', strategy: 'first' },
    ...{ expected: 'loses', seen: 'loses', model: 'repeats' },
    ...{ moments: { tried: 8, possible: 90 }, rate: 17.6 },
  }

  it('marks what is not as expected', () => {
    expect(agrees(row)).toBe(false)
    expect(agrees({ ...row, model: 'loses' })).toBe(true)
    const last = tableOf([row]).split('\n').at(-1)
    expect(last).toBe(
      '| kafkajs | before | crash | loses | loses | **repeats** | first | 8 of 90 | 18 |',
    )
  })

  it('does not ask for repeats where nothing is to be lost', () => {
    const kept = { ...row, expected: 'keeps', seen: 'once', model: 'repeats' }
    expect(agrees(kept)).toBe(true)
    expect(tableOf([kept])).not.toContain('**')
    expect(agrees({ ...kept, seen: 'loses' })).toBe(false)
    expect(agrees({ ...kept, seen: 'undecided' })).toBe(false)
  })

  it('has no moments of a run in which nothing goes wrong', () => {
    const calm = { ...row, faults: 'none', model: 'loses' }
    expect(tableOf([calm])).toContain('| first | – | – |')
  })

  it('stands between its markers', () => {
    const text = 'a\n<!-- clients -->\nold\n<!-- /clients -->\nb\n'
    const expected = 'a\n<!-- clients -->\n\nnew\n\n<!-- /clients -->\nb\n'
    expect(withTable(text, 'new')).toBe(expected)
    expect(() => withTable('a', 'new')).toThrow('no <!-- clients -->')
  })
})
