import { describe, expect, it } from 'vitest'
import { breakingSection } from '../../../src/report/tables/breaking-section.ts'
import {
  breakingGroups,
  breakingSentence,
  claimsBrokenTogether,
  searchedText,
} from '../../../src/report/tables/breaking-sets.ts'
import { breakingText } from '../../../src/report/tables/breaking-text.ts'
import { compactComparison } from '../../../src/report/tables/compact.ts'
import { type ReportContext, summary } from '../../../src/report/tables/summary.ts'
import type { BreakingSet, BreakingSets } from '../../../src/search/verdicts/breaking-sets.ts'
import { comparison, loss } from '../fixtures.ts'

const search = { mode: 'random', schedules: 500, complete: true } as const

function set(fault: string, changes: Partial<BreakingSet> = {}): BreakingSet {
  const replay = `ackurate replay toy --faults ${fault} --path 0`
  const evidence = { claimed: false, held: [], minimal: true, replay, counterexample: null }
  return { fault, search, ...evidence, ...changes }
}

function sets(changes: Partial<BreakingSets>): BreakingSets {
  return {
    strategy: 'commit-sync-before-processing',
    property: 'at-least-once',
    settings: { 'auto.offset.reset': 'earliest' },
    claimed: true,
    faults: 'crash+join+pause+offsets-loss',
    faultsMax: 3,
    minimal: [],
    surviving: [{ fault: 'crash+join+pause+offsets-loss', search, pairing: null }],
    complete: true,
    ...changes,
  }
}

const latest = { settings: { 'auto.offset.reset': 'latest' } } as const
const three = { surviving: [{ fault: 'crash+join+pause', search, pairing: null }] }

function sentence(...all: readonly BreakingSets[]): string {
  const [group] = breakingGroups(all)
  return group === undefined ? '' : breakingSentence(group).replace(/^[\w-]+: /, '')
}

const context: ReportContext = {
  swarm: [],
  statements: new Map(),
  headings: new Map(),
  catches: new Map(),
  summaries: new Map(),
}

describe('breakingSentence', () => {
  it.each<[string, readonly BreakingSets[]]>([
    ['at-least-once survives crash, join, pause and offsets-loss, each and together.', [sets({})]],
    [
      'at-least-once survives crash, join and pause, each and together; broken by offsets-loss.',
      [sets({ minimal: [set('offsets-loss')], ...three })],
    ],
    [
      'at-least-once survives crash, join, pause and offsets-loss, each and together ' +
        '(auto.offset.reset=earliest), crash, join and pause, each and together ' +
        '(auto.offset.reset=latest); broken by offsets-loss (auto.offset.reset=latest).',
      [sets({}), sets({ ...latest, minimal: [set('offsets-loss')], ...three })],
    ],
    [
      'at-least-once survives crash, join, pause and offsets-loss, each; together without join ' +
        'or without crash; broken by crash + join.',
      [
        sets({
          minimal: [set('crash+join')],
          surviving: ['crash+pause+offsets-loss', 'join+pause+offsets-loss'].map((fault) => {
            return { fault, search, pairing: null }
          }),
        }),
      ],
    ],
    ['at-least-once broken by no fault at all.', [sets({ minimal: [set('none')], surviving: [] })]],
    [
      'at-least-once survives crash, join, pause and offsets-loss, each alone; ' +
        'not all sets were searched.',
      [sets({ surviving: [], complete: false })],
    ],
  ])('%s', (text, all) => expect(sentence(...all)).toBe(text))

  it('tells how well the faults were mixed', () => {
    const mixed = (met: number) => {
      const pairing = { pairs: 6, met, schedulesMin: met === 6 ? 9 : 0 }
      return searchedText(sets({ surviving: [{ fault: 'crash+join', search, pairing }] }))
    }
    expect(mixed(6)).toBe(
      '500 random schedules of at most 3 faults, in which every pair of them met at least 9 times',
    )
    expect(mixed(4)).toMatch(/, in which 2 pairs of them never met$/)
  })
})

const pair = set('crash+pause', {
  claimed: true,
  counterexample: loss,
  held: [
    { fault: 'pause', search },
    { fault: 'crash', search: { ...search, schedules: 400 } },
  ],
})
const whole = {
  ...comparison,
  breakingSets: [sets({ minimal: [set('join'), pair], ...three })],
}

describe('the tellings', () => {
  it('say of a comparison which claims only faults together break', () => {
    expect(claimsBrokenTogether(whole)).toEqual([
      `commit-sync-before-processing breaks at-least-once under crash + pause: ${pair.replay}`,
    ])
    expect(summary(whole, ['at-least-once'], context)).toContain('but not together:\n\n  commit-')
    expect(summary(comparison, ['at-least-once'], context)).not.toContain('together')
  })

  it('show the replay lines, what held within a pair, and the story of the pair', () => {
    const text = breakingText(whole, context)
    expect(text).toMatch(/✗ join +replay: ackurate replay toy --faults join --path 0$/m)
    expect(text).toMatch(/✖ crash \+ pause +replay: .* --path 0 {2}400$/m)
    expect(text).toContain('breaks at-least-once under crash and pause')
  })

  it('make a section of the page, and none where nobody asked', () => {
    const [title, ...lines] = breakingSection(whole, context)
    expect(title).toBe('## Breaking sets')
    expect(lines.join('\n')).toContain('| join; crash + pause | ')
    expect(breakingSection(comparison, context)).toEqual([])
  })

  it('keep of a pair in a small comparison what its story tells', () => {
    const small = compactComparison(whole)
    const [compact] = small.breakingSets ?? []
    const { events = [], path } = compact?.minimal[1]?.counterexample ?? {}
    expect(path).toBe(loss.path)
    expect(events.length).toBeLessThan(loss.events.length)
    expect(breakingSection(small, context)).toEqual(breakingSection(whole, context))
  })
})
