import { describe, expect, it } from 'vitest'
import type { FaultName } from '../../../src/model/faults/all.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import type { Decide, Decision } from '../../../src/search/breaking/decide.ts'
import type { BreakingRequest, KnownCell } from '../../../src/search/breaking/request.ts'
import { breakingSetsOf } from '../../../src/search/breaking/search-breaking-sets.ts'
import { toyStrategy } from '../toy.ts'

const kinds: readonly FaultName[] = ['crash', 'shutdown', 'join', 'pause', 'retention']
const earliest = { 'auto.offset.reset': 'earliest' } as const
const latest = { 'auto.offset.reset': 'latest' } as const
const search = { mode: 'random', schedules: 10, complete: true } as const

function request(changes: Partial<BreakingRequest> = {}): BreakingRequest {
  return {
    strategy: 'toy',
    property: 'at-least-once',
    faults: kinds,
    settings: [earliest],
    scenario: defaultScenario,
    seed: '42',
    schedules: 10,
    searchesMax: 100,
    known: [],
    ...changes,
  }
}

/** Breaks with any of these sets; remembers what it was asked. */
function breaksWith(sets: readonly string[], asked: string[] = []): Decide {
  return (faults, settings): Decision => {
    asked.push(`${faults.join('+')} ${settings['auto.offset.reset']}`)
    const hit = sets.find((set) => set.split('+').every((kind) => faults.some((f) => f === kind)))
    if (hit === undefined) return { verdict: 'holds', search, breakage: null, pairing: null }
    const breakage = { kinds: faults, replay: 'ackurate replay toy', counterexample: null }
    return { verdict: 'violated', search, breakage, pairing: null }
  }
}

const known = (fault: string, verdict: KnownCell['verdict'], reason: string | null = null) => ({
  fault,
  settings: earliest,
  verdict,
  reason,
  search: { ...search, schedules: 99 },
  replay: verdict === 'violated' ? `ackurate replay toy --faults ${fault}` : null,
})

describe('breakingSetsOf', () => {
  it('finds a single, a pair and a triple, shows what held within them, and what survives', () => {
    const decide = breaksWith(['pause', 'crash+join', 'shutdown+join+retention'])
    const [found] = breakingSetsOf(request(), toyStrategy, decide)
    expect(found?.complete).toBe(true)
    expect(found?.minimal.map(({ fault, held, minimal }) => [fault, held.length, minimal])).toEqual(
      [
        ['pause', 1, true],
        ['crash+join', 2, true],
        ['shutdown+join+retention', 3, true],
      ],
    )
    expect(found?.minimal[2]?.held.map(({ fault }) => fault)).toEqual([
      'join+retention',
      'shutdown+retention',
      'shutdown+join',
    ])
    expect(found?.surviving.map(({ fault }) => fault)).toEqual([
      'shutdown+join',
      'join+retention',
      'crash+shutdown+retention',
    ])
  })

  it('asks for nothing that a cell knows, and for no set twice', () => {
    const asked: string[] = []
    const cells = [known('none', 'holds'), ...kinds.map((fault) => known(fault, 'holds'))]
    const [found] = breakingSetsOf(
      request({ known: [...cells.slice(0, -1), known('retention', 'violated')] }),
      toyStrategy,
      breaksWith(['retention', 'crash+join'], asked),
    )
    expect(found?.minimal.map((s) => s.fault)).toEqual(['retention', 'crash+join'])
    expect(found?.minimal[0]?.replay).toBe('ackurate replay toy --faults retention')
    expect(found?.minimal[1]?.held.map((one) => one.search.schedules)).toEqual([99, 99])
    expect(new Set(asked).size).toBe(asked.length)
    expect(asked.filter((set) => !set.includes('+'))).toEqual([])
  })

  it('leaves out what cannot happen, and a property that is not judged', () => {
    const cells = [
      known('none', 'holds'),
      known('crash', 'vacuous', 'there was never anything for it to strike'),
    ]
    const [found] = breakingSetsOf(request({ known: cells }), toyStrategy, breaksWith([]))
    expect(found?.faults).toBe('shutdown+join+pause+retention')
    const unjudged = [known('none', 'vacuous', 'declares no bound')]
    expect(breakingSetsOf(request({ known: unjudged }), toyStrategy, breaksWith([]))).toEqual([])
  })

  it('asks under another policy only for what needs it', () => {
    const asked: string[] = []
    const found = breakingSetsOf(
      request({ settings: [earliest, latest] }),
      toyStrategy,
      breaksWith(['crash+pause'], asked),
    )
    expect(found.map(({ settings }) => settings)).toEqual([earliest, latest])
    const others = asked.filter((set) => set.endsWith('latest'))
    expect(others.length).toBeGreaterThan(0)
    expect(others.every((set) => set.includes('retention'))).toBe(true)
    const calm = request({ settings: [earliest, latest], faults: ['crash', 'join'] })
    expect(breakingSetsOf(calm, toyStrategy, breaksWith([]))).toHaveLength(1)
  })

  it('says what it could not decide when the searches are used up', () => {
    const cells = [known('none', 'holds'), ...kinds.map((fault) => known(fault, 'holds'))]
    const few = request({ known: cells, searchesMax: 1 })
    const [found] = breakingSetsOf(few, toyStrategy, breaksWith(['crash+join']))
    // All together broke, and nothing was left to find out which of them it takes.
    expect(found).toMatchObject({ complete: false, surviving: [] })
    expect(found?.minimal).toMatchObject([{ fault: kinds.join('+'), minimal: false, held: [] }])
  })

  it('breaks with nothing at all', () => {
    const cells = [known('none', 'violated')]
    const [found] = breakingSetsOf(request({ known: cells }), toyStrategy, breaksWith([]))
    expect(found).toMatchObject({ complete: true, surviving: [], minimal: [{ fault: 'none' }] })
  })
})
