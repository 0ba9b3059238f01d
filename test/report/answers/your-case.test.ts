import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readComparison } from '../../../src/cli/review/read-comparison.ts'
import { familyAnswers } from '../../../src/report/answers/family-answers.ts'
import { profilesOf } from '../../../src/report/answers/profile.ts'
import {
  type Allowed,
  adviceFor,
  type Effect,
  type YourCase,
} from '../../../src/report/answers/your-case.ts'
import { strategies } from '../../../src/strategies/all.ts'
import { means, profile } from './profiles.ts'

const asked: YourCase = {
  family: 'kafka-consumer',
  effect: 'elsewhere',
  allowed: 'repeat',
  order: true,
}
const names = (asking: YourCase, ...all: ReturnType<typeof profile>[]): readonly string[] =>
  adviceFor(asking, all).candidates.map(({ name }) => name)

test('fewest repeats, then what is cheaper; nothing that loses', () => {
  const loser = profile('loser', { loses: ['pause'], means: means(0, 1) })
  const often = profile('often', { means: means(0.5, 40) })
  const rarely = profile('rarely', { means: means(4, 3) })
  const middle = profile('middle', { means: means(1, 20) })
  const more = profile('more', { means: means(2, 21) })
  expect(names(asked, loser, rarely, often, more, middle)).toEqual(['often', 'middle', 'rarely'])
})

test('what needs a database or transactions is for such an effect', () => {
  const store = profile('store', { uses: ['store'] })
  const kafka = profile('kafka', { uses: ['transactions'] })
  expect(names(asked, store, kafka)).toEqual([])
  expect(names({ ...asked, effect: 'store' }, store, kafka)).toEqual(['store'])
  expect(names({ ...asked, effect: 'kafka' }, store, kafka)).toEqual(['kafka'])
})

test('where all lose, that is said, and nothing that loses more is shown', () => {
  const one = profile('one', { loses: ['poison-record'] })
  const two = profile('two', { loses: ['poison-record', 'shutdown'] })
  expect(adviceFor(asked, [one, two])).toMatchObject({
    unmet: 'None keeps every record: the closest lose one under poison-record.',
    candidates: [{ name: 'one' }],
  })
})

test('where all repeat, it counts how much, and not under how many faults', () => {
  const few = { repeats: ['crash'] }
  const one = profile('one', { ...few, means: means(1.1, 20) })
  const two = profile('two', { repeats: ['crash', 'pause'], means: means(0.4, 22) })
  expect(names({ ...asked, allowed: 'lose' }, one, two)).toEqual(['two', 'one'])
})

test('who allows neither is told of both', () => {
  const one = profile('one', { loses: ['poison-record'], repeats: ['crash'] })
  expect(adviceFor({ ...asked, allowed: 'neither' }, [one]).unmet).toBe(
    'None keeps every record: the closest lose one under poison-record. They repeat, too. ' +
      'Make the effect one that may be repeated.',
  )
})

test('who asks for order is told what comes closer without it', () => {
  const late = profile('late', { loses: ['crash'], repeats: [], disorders: ['pause'] })
  const asking = { ...asked, allowed: 'lose' } as const
  expect(adviceFor(asking, [profile('one'), late]).unmet).toBe(
    'None was seen to repeat nothing: the closest repeat under crash. ' +
      'Make the effect one that may be repeated. Where order does not matter, late comes closer.',
  )
  expect(adviceFor({ ...asking, order: false }, [profile('one'), late])).toMatchObject({
    unmet: null,
    candidates: [{ name: 'late' }],
  })
})

test('who may lose is not shown what loses where something does neither', () => {
  const lose = { ...asked, allowed: 'lose' } as const
  const loser = profile('loser', { loses: ['crash'], inCrash: 'loses', repeats: [] })
  const neither = profile('neither', { repeats: [] })
  expect(names(lose, loser)).toEqual(['loser'])
  expect(names(lose, loser, neither)).toEqual(['neither'])
})

test('what disorders, is a bug, was not searched or is undecided is not proposed', () => {
  const bad = [
    profile('disorders', { disorders: ['pause'] }),
    profile('bug', { faulty: true }),
    profile('unsearched', { inCrash: 'unsearched' }),
    profile('undecided', { open: ['join'] }),
  ]
  expect(names(asked, ...bad)).toEqual([])
  expect(names({ ...asked, order: false }, ...bad)).toEqual(['disorders'])
})

describe('of the committed comparison', () => {
  const root = join(import.meta.dirname, '../../..')
  const profiles = profilesOf(readComparison('reports/comparison.json', root))
  const using = profiles.map((one) => ({
    ...one,
    uses: strategies.find(({ strategy }) => strategy.name === one.name)?.strategy.uses ?? [],
  }))
  const families = familyAnswers(profiles).map(({ family }) => family)
  const effects: readonly Effect[] = ['store', 'kafka', 'elsewhere']
  const may: readonly Allowed[] = ['repeat', 'lose', 'neither']
  const cases = families.flatMap((family) =>
    effects.flatMap((effect) =>
      may.flatMap((allowed) => [true, false].map((order) => ({ family, effect, allowed, order }))),
    ),
  )

  test('a strategy that loses is proposed to nobody who did not allow it, unless all lose', () => {
    expect(cases.length).toBeGreaterThan(50)
    for (const one of cases.filter(({ allowed }) => allowed !== 'lose')) {
      const { unmet, candidates } = adviceFor(one, using)
      const losing = candidates.filter(({ loses }) => loses.length > 0)
      if (losing.length > 0) expect(unmet).toMatch(/^None keeps every record: .* lose one under/)
      expect(candidates.every(({ faulty }) => !faulty)).toBe(true)
    }
  })

  test('every family has its sentence, and no number is missing in it', () => {
    for (const { text } of familyAnswers(profiles)) {
      expect(text).toMatch(/^(none|\d+) of \d+ /)
      expect(text).not.toMatch(/undefined|NaN|Infinity/)
    }
  })
})
