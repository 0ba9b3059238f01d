/**
 * What a comparison counts and what it promises are one thing: where at-most-once was not broken
 * nothing is duplicated, and where at-least-once was not broken nothing is lost.
 *
 * The test of the committed comparison fails until that has been made by a version that counts
 * what is duplicated: `npm run compare`.
 */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readComparison } from '../../src/cli/review/read-comparison.ts'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import type { PropertyName } from '../../src/properties/all.ts'
import { searchUnit } from '../../src/search/compare.ts'
import type { Comparison, Statistics } from '../../src/search/verdicts/comparison.ts'
import { strategies } from '../../src/strategies/all.ts'

type Measured = Pick<Comparison, 'cells' | 'statistics'>

const promises = [
  ['at-most-once', 'duplicated'],
  ['at-least-once', 'lost'],
] as const

const placeOf = ({
  strategy,
  fault,
  settings,
}: Pick<Statistics, 'strategy' | 'fault' | 'settings'>) =>
  `${strategy} under ${fault}, ${JSON.stringify(settings)}`

/** The cells that say otherwise than the figures of the same schedules. */
function contradictions({ cells, statistics }: Measured): readonly string[] {
  const figures = new Map(statistics.map((entry) => [placeOf(entry), entry]))
  return promises.flatMap(([property, measure]) =>
    cells
      .filter((cell) => cell.property === property)
      .filter(({ verdict }) => verdict === 'not-found' || verdict === 'holds')
      .filter((cell) => figures.get(placeOf(cell))?.[measure]?.max !== 0)
      .map((cell) => `${property} was not broken, and yet ${measure}: ${placeOf(cell)}`),
  )
}

function measured(name: string, fault: string): Measured {
  const found = strategies.find(({ strategy }) => strategy.name === name)
  if (found === undefined) throw new Error(`no strategy ${name}`)
  const properties: readonly PropertyName[] = ['at-least-once', 'at-most-once']
  const settings = { 'auto.offset.reset': 'earliest' } as const
  const sizes = { strategy: name, fault, settings, scenario: defaultScenario }
  const unit = { ...sizes, properties, seed: '42', schedules: 60 }
  const { cells, statistics } = searchUnit(unit, found.strategy, runStrategy)
  return { cells, statistics: statistics === null ? [] : [statistics] }
}

describe('what is counted', () => {
  it('does work again under a crash without a duplicate, where effects are rolled back', () => {
    const { cells, statistics } = measured('transactional', 'crash')
    expect(cells.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown'])
    expect(statistics[0]?.duplicated?.max).toBe(0)
    expect(statistics[0]?.reprocessed.mean).toBeGreaterThan(0.5)
  })

  it('counts what took effect twice as duplicated, and no more than was reprocessed', () => {
    const [figures] = measured('commit-sync-after-batch', 'crash').statistics
    expect(figures?.duplicated?.mean).toBeGreaterThan(0.5)
    expect(figures?.duplicated?.mean).toBeLessThanOrEqual(figures?.reprocessed.mean ?? 0)
  })

  it('is not what is promised, where figures and verdicts contradict each other', () => {
    const { cells, statistics } = measured('commit-sync-after-batch', 'crash')
    const kept = cells.map((cell) => ({ ...cell, verdict: 'not-found' as const }))
    expect(contradictions({ cells: kept, statistics })).toEqual([
      expect.stringContaining('at-most-once was not broken, and yet duplicated'),
    ])
  })

  it('is what is promised, in every cell of the committed comparison', () => {
    const root = join(import.meta.dirname, '../..')
    const committed = readComparison('reports/comparison.json', root)
    expect(committed.cells.length).toBeGreaterThan(10_000)
    expect(contradictions(committed).slice(0, 5)).toEqual([])
  })
})
