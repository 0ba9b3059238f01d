/** The same choices give the same history: on this rest replay, shrinking and every number told. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runStrategy } from '../src/kafkajs/runner.ts'
import type { FaultName } from '../src/model/faults/all.ts'
import { faultNames } from '../src/model/faults/names.ts'
import { run } from '../src/model/run/run.ts'
import { defaultScenario, type Scenario } from '../src/model/scenario.ts'
import { defaultSettings } from '../src/model/settings.ts'
import { properties } from '../src/properties/all.ts'
import { searchUnit } from '../src/search/compare.ts'
import type { Unit } from '../src/search/planning/plan.ts'
import { RandomChoices } from '../src/search/schedules/random-choices.ts'
import { swarmRanges } from '../src/search/schedules/swarm.ts'
import { springListener } from '../src/spring/spring-listener.ts'
import type { Strategy } from '../src/strategies/strategy.ts'
import { shipped } from './model/scripted.ts'

const sample = [
  'auto-commit',
  'commit-sync-after-batch',
  'commit-async-retry-in-order',
  'commit-on-revoke',
  'external-store-atomic',
  'transactional',
  'spring-batch',
  'auto-commit-worker-threads',
].map(shipped)

/** Two consumers in a process, which share what the listener remembers. */
const concurrent = springListener({
  name: 'two consumers',
  properties: { 'spring.kafka.listener.concurrency': 2 },
  start: () => ({ count: 0 }),
  *onMessage(record, { process, skip, state }) {
    if (++state.count % 3 === 0) yield* skip(record)
    else yield* process(record)
  },
})

function scenarioOf(strategy: Strategy, faults: readonly FaultName[]): Scenario {
  const budgets = Object.fromEntries(faults.map((fault) => [fault, 3]))
  const settings = { ...defaultSettings, ...strategy.settings }
  return { ...defaultScenario, faultsMax: 3, budgets, settings }
}

/** The history of one random run, an event a line. */
function history(strategy: Strategy, faults: readonly FaultName[], seed: number): string[] {
  const scenario = scenarioOf(strategy, faults)
  const choices = new RandomChoices(swarmRanges(scenario, { steps: 150, landmarks: [] }), seed)
  const events: string[] = []
  run(strategy, scenario, choices, (event) => events.push(JSON.stringify(event)))
  return events
}

/** The first difference of two histories; null: there is none. */
function difference(one: readonly string[], other: readonly string[]): string | null {
  for (let i = 0; i < Math.max(one.length, other.length); i++) {
    if (one[i] !== other[i]) return `event ${i}: ${one[i]} became ${other[i]}`
  }
  return null
}

describe('runs', () => {
  const seeds = [1, 2]

  it.each([...sample, concurrent])(
    '$name: the same seed twice gives the same history, under every fault',
    (strategy) => {
      for (const [seed, fault] of faultNames.entries()) {
        const once = history(strategy, [fault], seed)
        const twice = history(strategy, [fault], seed)
        expect(difference(once, twice), `${fault}, seed ${seed}`).toBeNull()
      }
    },
  )

  it.each(sample)('$name: what ran in between changes nothing', (strategy) => {
    const before = seeds.map((seed) => history(strategy, faultNames, seed))
    for (const other of sample) for (const seed of [7, 8]) history(other, faultNames, seed)
    for (const [i, seed] of seeds.entries()) {
      const again = history(strategy, faultNames, seed)
      expect(difference(before[i] ?? [], again), `seed ${seed}`).toBeNull()
    }
  })

  it('another seed gives another history', () => {
    for (const strategy of sample) {
      const histories = [1, 2, 3, 4].map((seed) => history(strategy, faultNames, seed).join())
      expect(new Set(histories).size).toBeGreaterThan(1)
    }
  })

  it('the first difference of two histories is named', () => {
    expect(difference(['a', 'b'], ['a', 'c'])).toBe('event 1: b became c')
    expect(difference(['a'], ['a', 'b'])).toBe('event 1: undefined became b')
    expect(difference(['a'], ['a'])).toBeNull()
  })
})

describe('searches', () => {
  it.each([
    ['commit-sync-after-batch', 'crash'],
    ['commit-sync-before-processing', 'crash'],
    ['commit-async-after-batch', 'commit-delayed'],
    ['external-store-result-first', 'store-failure'],
    ['transactional', 'pause'],
  ] as const)('%s under %s: twice the same result, counterexamples included', (name, fault) => {
    const unit: Unit = {
      strategy: name,
      fault,
      settings: { 'auto.offset.reset': 'earliest' },
      properties: properties.map((property) => property.name),
      scenario: defaultScenario,
      seed: 'determinism',
      schedules: 30,
    }
    const once = searchUnit(unit, shipped(name), runStrategy)
    history(shipped('auto-commit'), faultNames, 5)
    expect(searchUnit(unit, shipped(name), runStrategy)).toEqual(once)
    expect(once.cells.length).toBe(properties.length)
  })
})

describe('the model', () => {
  /** Comments may speak of a Map; code may not have one. */
  function codeOf(path: string): string {
    const text = readFileSync(path, 'utf8')
    return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1')
  }

  const folder = join(import.meta.dirname, '../src/model')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )

  it.each([
    ['Map or Set, whose order is easily taken for granted', /\bnew (?:Weak)?(?:Map|Set)\b/],
    ['for-in over an object', /\bfor \((?:const|let|var) \w+ in /],
    ['a clock', /\bDate\b|\bperformance\./],
    ['chance', /\bMath\.random\b|\bcrypto\b/],
    ['an order that depends on the locale', /\blocaleCompare\b|\bIntl\b|\.toLocale\w+\(/],
  ])('has no %s', (_, pattern) => {
    const guilty = files.filter((name) => pattern.test(codeOf(join(folder, name))))
    expect(guilty).toEqual([])
    expect(files.length).toBeGreaterThan(80)
  })
})
