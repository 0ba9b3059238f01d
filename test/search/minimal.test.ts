/** Against brute force: among all paths with one fault, the shrunk one tells the shortest story. */
import { describe, expect, it } from 'vitest'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import type { Choices } from '../../src/model/choices.ts'
import type { FaultName } from '../../src/model/faults.ts'
import { run } from '../../src/model/run.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { properties } from '../../src/properties/all.ts'
import { createJudge } from '../../src/properties/judge.ts'
import type { PropertyName } from '../../src/properties/property.ts'
import { searchUnit } from '../../src/search/compare.ts'
import { formatPath } from '../../src/search/path.ts'
import { cellScenario, planCells } from '../../src/search/plan.ts'
import { strategies } from '../../src/strategies/all.ts'
import type { Strategy } from '../../src/strategies/strategy.ts'

const tiny = { ...defaultScenario, partitions: 1, records: 2, members: 1 }

interface Story {
  readonly path: string
  readonly length: number
  readonly events: number
}

function strategyNamed(name: string): Strategy {
  const found = strategies.find(({ strategy }) => strategy.name === name)
  if (found === undefined) throw new Error(`no strategy ${name}`)
  const { strategy } = found
  if ('service' in strategy) throw new Error(`${name} is no program over the model`)
  return strategy
}

/** What the search tells of the property. */
function searched(strategy: Strategy, fault: FaultName, property: PropertyName): Story | null {
  const [unit] = planCells({
    strategies: [strategy],
    faults: [fault],
    properties: [property],
    scenario: tiny,
    settings: {},
    seed: '42',
    schedules: 300,
  })
  if (unit === undefined) throw new Error('no unit')
  const found = searchUnit(unit, strategy, runStrategy).cells[0]?.counterexample
  return found ? { path: found.path, length: found.choices, events: found.events.length } : null
}

/** The shortest story of all paths with one fault, found by playing every one of them. */
function bruteForce(strategy: Strategy, fault: FaultName, name: PropertyName): Story | null {
  const scenario = cellScenario(strategy, fault, { 'auto.offset.reset': 'earliest' }, tiny)
  const judge = createJudge(
    properties.filter((property) => property.name === name),
    { reprocessingMax: strategy.reprocessingMax?.(scenario.settings) ?? null },
  )
  const stories: Story[] = []
  const play = (wanted: number, details: readonly number[]) => {
    const taken: number[] = []
    const bounds: number[] = []
    let asked = false
    const choices: Choices = {
      choose: (bound, what) => {
        let choice = 0
        if (what.about === 'step') {
          asked ||= taken.length === wanted
          const option = what.faults.indexOf(fault)
          if (taken.length === wanted && option >= 0) choice = what.ordinary + option
        } else if (what.about !== 'world') {
          choice = details[bounds.length] ?? 0
          bounds.push(bound)
        }
        taken.push(choice)
        return choice
      },
    }
    judge.reset()
    run(strategy, scenario, choices, judge.emit)
    const witnesses = judge.results().judgements[0]?.witnesses ?? []
    if (witnesses.length > 0) {
      const length = taken.findLastIndex((choice) => choice !== 0) + 1
      const last = Math.max(...witnesses.map(({ at }) => at))
      stories.push({ path: formatPath(taken), length, events: last + 1 })
    }
    return { asked, bounds, choices: taken.length }
  }
  const playAll = (position: number, details: readonly number[]): number => {
    const { bounds, choices } = play(position, details)
    if (details.length >= bounds.length) return choices
    const bound = bounds[details.length] ?? 1
    for (let value = 0; value < bound; value++) playAll(position, [...details, value])
    return choices
  }
  const end = play(-1, []).choices
  for (let position = 0; position < end; position++) playAll(position, [])
  const by = (a: Story, b: Story) => a.events - b.events || a.length - b.length
  return stories.toSorted(by)[0] ?? null
}

describe('a shrunk story', () => {
  it.each<[string, FaultName, PropertyName]>([
    ['commit-sync-after-batch', 'crash', 'at-most-once'],
    ['commit-sync-after-batch', 'crash', 'exactly-once'],
    ['commit-sync-before-processing', 'crash', 'at-least-once'],
    ['commit-sync-after-record', 'crash', 'at-most-once'],
    ['auto-commit', 'crash', 'at-most-once'],
    ['commit-sync-after-batch', 'pause', 'at-most-once'],
    ['commit-sync-after-batch', 'offsets-loss', 'at-most-once'],
  ])('of %s under %s that breaks %s is the shortest with one fault', (name, fault, property) => {
    const strategy = strategyNamed(name)
    const least = bruteForce(strategy, fault, property)
    const found = searched(strategy, fault, property)
    expect(least).not.toBeNull()
    expect(found).toEqual(least)
  })
})
