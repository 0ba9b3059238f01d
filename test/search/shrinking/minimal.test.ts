/**
 * Against brute force: where one fault in an otherwise calm run breaks a property, the shrunk story
 * is as short as the shortest of all such runs. Every moment, target and detail is played here,
 * with none of the shrinker's code.
 */
import { describe, expect, it } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import type { Choices } from '../../../src/model/choices.ts'
import type { FaultName } from '../../../src/model/faults/all.ts'
import { run } from '../../../src/model/run/run.ts'
import { defaultScenario, type Scenario } from '../../../src/model/scenario.ts'
import { type PropertyName, properties, propertyNames } from '../../../src/properties/all.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import { searchUnit } from '../../../src/search/compare.ts'
import { cellScenario, planCells } from '../../../src/search/planning/plan.ts'
import { strategies } from '../../../src/strategies/all.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'

const tiny = { ...defaultScenario, partitions: 1, records: 2, members: 1 }

/** How short a story is: events up to the last witness, then choices. */
interface Size {
  /** Infinite where the last event of the run is needed: that is no measure of the story. */
  readonly events: number
  readonly choices: number
}

type Sizes = Partial<Record<PropertyName, Size>>

function strategyNamed(name: string): Strategy {
  const found = strategies.find(({ strategy }) => strategy.name === name)
  if (found === undefined) throw new Error(`no strategy ${name}`)
  const { strategy } = found
  if ('service' in strategy) throw new Error(`${name} is no program over the model`)
  return strategy
}

/** No fault at all: less than any story with one. */
const faultless: Size = { events: 0, choices: 0 }

/** How short the stories are that the search tells of these properties; it shrinks no others. */
function searched(
  strategy: Strategy,
  fault: FaultName,
  base: Scenario,
  asked: readonly PropertyName[],
): Sizes {
  const [unit] = planCells({
    strategies: [strategy],
    faults: [fault],
    properties: asked,
    scenario: base,
    settings: {},
    seed: '42',
    schedules: 200,
  })
  if (unit === undefined) throw new Error('no unit')
  const sizes: Sizes = {}
  for (const { property, counterexample } of searchUnit(unit, strategy, runStrategy).cells) {
    if (counterexample === null) continue
    const { events, choices } = counterexample
    const ended = events.at(-1)?.kind === 'ended'
    const struck = events.some(({ kind }) => kind === 'fault')
    const size = { events: ended ? Infinity : events.length, choices }
    sizes[property as PropertyName] = struck ? size : faultless
  }
  return sizes
}

/** One run in which everything goes well but for the fault at that choice, with these details. */
function lone(fault: FaultName, position: number, details: readonly number[]) {
  const taken: number[] = []
  const bounds: number[] = []
  const choices: Choices = {
    choose: (bound, what) => {
      let choice = 0
      if (what.about === 'step') {
        const option = what.faults.indexOf(fault)
        if (taken.length === position && option >= 0) choice = what.ordinary + option
      } else if (what.about !== 'world') {
        choice = details[bounds.length] ?? 0
        bounds.push(bound)
      }
      taken.push(choice)
      return choice
    },
  }
  return { choices, taken, bounds }
}

/** The shortest stories of all runs with one fault, found by playing every one of them. */
function bruteForce(strategy: Strategy, fault: FaultName, base: Scenario): Sizes {
  const scenario = cellScenario(strategy, fault, { 'auto.offset.reset': 'earliest' }, base)
  const reprocessingMax = strategy.reprocessingMax?.(scenario.settings) ?? null
  const judge = createJudge(properties, { reprocessingMax })
  const sizes: Sizes = {}
  const play = (position: number, details: readonly number[]) => {
    const { choices, taken, bounds } = lone(fault, position, details)
    let end = 0
    judge.reset()
    run(strategy, scenario, choices, (event) => {
      end++
      judge.emit(event)
    })
    for (const { property, witnesses, notApplicable } of judge.results().judgements) {
      if (witnesses.length === 0 || notApplicable !== null) continue
      const told = Math.max(...witnesses.map(({ at }) => at)) + 1
      const length = taken.findLastIndex((choice) => choice !== 0) + 1
      const size = { events: told === end ? Infinity : told, choices: length }
      if (isShorter(size, sizes[property])) sizes[property] = size
    }
    return { bounds, end: taken.length }
  }
  const playAll = (position: number, details: readonly number[]) => {
    const { bounds } = play(position, details)
    const bound = bounds[details.length] ?? 0
    for (let value = 0; value < bound; value++) playAll(position, [...details, value])
  }
  const end = play(-1, []).end
  for (let position = 0; position < end; position++) playAll(position, [])
  return sizes
}

function isShorter(one: Size, other: Size | undefined): boolean {
  if (other === undefined || one.events < other.events) return true
  return one.events === other.events && one.choices < other.choices
}

/** What is told of each property that one fault breaks is no longer; returns how many there are. */
function expectShortest(name: string, fault: FaultName, base: Scenario): number {
  const strategy = strategyNamed(name)
  const least = bruteForce(strategy, fault, base)
  const shortestOf = Object.entries(least)
  if (shortestOf.length === 0) return 0
  const asked = propertyNames.filter((name) => least[name] !== undefined)
  const found = searched(strategy, fault, base, asked)
  for (const [property, shortestLone] of shortestOf) {
    const size = found[property as PropertyName]
    const shortest = size === faultless ? faultless : shortestLone
    expect({ fault, property, ...size }).toEqual({ fault, property, ...shortest })
  }
  return shortestOf.length
}

const faults: readonly FaultName[] = [
  'crash',
  'shutdown',
  'pause',
  'slow-handler',
  'handler-error',
  'commit-lost',
  'commit-refused',
  'coordinator-failover',
  'offsets-loss',
  'retention',
]

describe('with one member and two records, a shrunk story is the shortest with one fault', () => {
  it.each([
    'auto-commit',
    'commit-sync-after-batch',
    'commit-sync-after-record',
    'commit-sync-before-processing',
    'commit-sync-mid-batch',
    'external-store-atomic-unguarded',
    'spring-batch',
    'transactional',
  ])('of %s under each of ten faults', (name) => {
    const broken = faults.map((fault) => expectShortest(name, fault, tiny))
    expect(Math.max(...broken)).toBeGreaterThan(1)
  })
})

describe('in the default scenario, a shrunk story is the shortest with one fault', () => {
  it.each<[string, FaultName]>([
    ['auto-commit-close-in-finally', 'handler-error'],
    ['commit-async-retry-in-callback', 'commit-lost'],
    ['commit-sync-after-batch', 'crash'],
    ['commit-sync-before-processing', 'crash'],
    ['commit-sync-mid-batch', 'crash'],
    ['external-store-atomic-unguarded', 'pause'],
    ['transaction-abort-without-rewind', 'commit-refused'],
  ])('of %s under %s', (name, fault) => {
    expect(expectShortest(name, fault, defaultScenario)).toBeGreaterThan(0)
  })
})
