/**
 * The answers that are known from Kafka's documentation and from reports of real users, each found
 * by search. Where a strategy must break a promise it is found and shrunk; where it must keep one
 * the same number of schedules finds nothing.
 */
import { describe, expect, it } from 'vitest'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import type { Settings } from '../../src/model/settings.ts'
import { type PropertyName, properties, propertyNames } from '../../src/properties/all.ts'
import { exploreUnitRange, searchUnit } from '../../src/search/compare.ts'
import type { Unit, UnitResult } from '../../src/search/planning/plan.ts'
import type { Cell } from '../../src/search/verdicts/verdict.ts'
import { strategies } from '../../src/strategies/all.ts'
import type { AnyStrategy } from '../../src/strategies/strategy.ts'

const schedules = 300
/** Each costs as much as a hundred of the others. */
const schedulesOfServices = 40
const searched = new Map<string, UnitResult>()

/**
 * Searches once per strategy, fault set and reset policy; judges at once all that is asked of it.
 * What nobody asks for would be shrunk in vain.
 */
function search(name: string, fault: string, reset: Settings['auto.offset.reset']): UnitResult {
  const key = `${name} ${fault} ${reset}`
  const known = searched.get(key)
  if (known !== undefined) return known
  const shipped = strategies.find(({ strategy }) => strategy.name === name)
  if (shipped === undefined) throw new Error(`no strategy ${name}`)
  const asked = full([...broken, ...kept]).filter(
    ([strategy, under, , policy]) => strategy === name && under === fault && policy === reset,
  )
  const properties = propertyNames.filter((one) => asked.some(([, , property]) => property === one))
  const unit = { ...unitOf(name, fault, schedules, properties), settings: settingsOf(reset) }
  const result = searchUnit(unit, shipped.strategy, runStrategy)
  searched.set(key, result)
  return result
}

const settingsOf = (reset: Reset) => ({ 'auto.offset.reset': reset })

function unitOf(
  strategy: string,
  fault: string,
  schedules: number,
  properties: readonly PropertyName[],
): Unit {
  const seed = 'known answers'
  const settings = settingsOf('earliest')
  return { strategy, fault, settings, properties, scenario: defaultScenario, seed, schedules }
}

/**
 * Whether some schedule breaks the property. Looks at a few at a time, and shrinks nothing: a
 * shrunk story is what other tests are about, and to shrink takes longer than to find.
 */
function isBroken(strategy: AnyStrategy, fault: string, property: PropertyName): boolean {
  const of = 'service' in strategy ? schedulesOfServices : schedules
  const unit = unitOf(strategy.name, fault, of, [property])
  for (let first = 0; first < of; first += of / 4) {
    const found = exploreUnitRange(unit, { first, schedules: of / 4 }, strategy, runStrategy)
    if (found.findings.some(({ violations }) => violations > 0)) return true
  }
  return false
}

function cell(
  name: string,
  fault: string,
  property: PropertyName,
  reset: Settings['auto.offset.reset'] = 'earliest',
): Cell {
  const found = search(name, fault, reset).cells.find((one) => one.property === property)
  if (found === undefined) throw new Error(`no cell ${property}`)
  return found
}

type Reset = Settings['auto.offset.reset']
type Row = readonly [string, string, PropertyName, Reset?]

/** With the reset policy said aloud. */
function full(rows: readonly Row[]): [string, string, PropertyName, Reset][] {
  return rows.map(([name, fault, property, reset = 'earliest']) => [name, fault, property, reset])
}

const broken: readonly Row[] = [
  ['auto-commit', 'crash', 'at-most-once'],
  ['auto-commit-worker-threads', 'crash', 'at-least-once'],
  ['auto-commit-close-in-finally', 'handler-error', 'at-least-once'],
  ['auto-commit-swallow-error', 'handler-error', 'at-least-once'],
  ['commit-sync-before-processing', 'crash', 'at-least-once'],
  ['commit-sync-after-batch', 'crash', 'at-most-once'],
  ['commit-sync-mid-batch', 'crash', 'at-least-once'],
  ['commit-async-retry-in-callback', 'commit-lost', 'commit-monotonic'],
  // Its guard knows nothing of a partition that another member has been given meanwhile.
  ['commit-async-retry-in-order', 'commit-lost', 'commit-monotonic'],
  ['external-store-atomic-unguarded', 'pause', 'exactly-once'],
  ['external-store-on-revoke', 'crash', 'at-most-once'],
  ['transaction-abort-without-rewind', 'commit-refused', 'at-least-once'],
  ['commit-this-offset', 'none', 'progress'],
  ['commit-sync-after-batch', 'offsets-loss', 'at-most-once', 'earliest'],
  ['commit-sync-after-batch', 'offsets-loss', 'at-least-once', 'latest'],
  ['commit-sync-after-batch', 'offsets-loss', 'progress', 'none'],
  ['spring-batch', 'offsets-loss', 'at-least-once', 'latest'],
  ['spring-batch', 'offsets-loss', 'progress', 'none'],
  ['transactional', 'offsets-loss', 'at-most-once', 'earliest'],
  // The worker's doing: docs/how-to/connect.md.
  ['connect-put', 'poison-record', 'at-least-once'],
]

const kept: readonly Row[] = [
  ['auto-commit', 'crash', 'at-least-once'],
  ['commit-sync-before-processing', 'crash', 'at-most-once'],
  ['commit-sync-after-batch', 'crash', 'at-least-once'],
  ['commit-sync-after-batch', 'crash', 'bounded-reprocessing'],
  ['external-store-atomic', 'crash', 'exactly-once'],
  ['external-store-atomic', 'join', 'exactly-once'],
  ['external-store-atomic', 'pause', 'exactly-once'],
  ['external-store-on-revoke', 'crash', 'at-least-once'],
  ['transactional', 'crash', 'exactly-once'],
  ['transactional', 'pause', 'exactly-once'],
  ['commit-sync-after-batch', 'offsets-loss', 'at-least-once', 'earliest'],
  ['spring-record', 'crash', 'bounded-reprocessing'],
  ['spring-batch', 'crash', 'bounded-reprocessing'],
  ['spark-dstream-own-store', 'crash', 'exactly-once'],
  ['spark-structured-streaming', 'crash', 'exactly-once'],
  ['connect-put-precommit', 'poison-record', 'at-least-once'],
  ['connect-flush', 'handler-error', 'at-least-once'],
  ['connect-own-offsets', 'pause', 'exactly-once'],
  ['connect-own-offsets', 'store-failure', 'exactly-once'],
]

describe('what must break', () => {
  it.each(full(broken))('%s under %s breaks %s (%s)', (name, fault, property, reset) => {
    const { verdict, counterexample } = cell(name, fault, property, reset)
    expect(verdict).toBe('violated')
    const events = counterexample?.events ?? []
    const struck = events.flatMap((event) => (event.kind === 'fault' ? [event.fault] : []))
    expect(struck.every((one) => one === fault)).toBe(true)
    expect(struck.length > 0).toBe(fault !== 'none')
  })

  it('tells of the missing offset where the policy is none', () => {
    const { counterexample } = cell('commit-sync-after-batch', 'offsets-loss', 'progress', 'none')
    const deaths = (counterexample?.events ?? []).filter((event) => event.kind === 'died')
    expect(deaths.map(({ error }) => error)).toContain('NoOffsetForPartitionException')
    expect(counterexample?.witnesses.map(({ text }) => text).join()).toContain(
      'NoOffsetForPartitionException',
    )
  })
})

describe('what must hold', () => {
  it.each(full(kept))('%s under %s keeps %s (%s)', (name, fault, property, reset) => {
    const { verdict, search: by } = cell(name, fault, property, reset)
    expect({ verdict, by }).toEqual({
      verdict: 'not-found',
      by: { mode: 'random', schedules, complete: true },
    })
  })
})

describe('every known bug', () => {
  const faulty = strategies.filter(({ strategy }) => strategy.caughtBy !== undefined)
  it.each(faulty.map(({ strategy }) => strategy))('$name is caught', (strategy) => {
    const { property, under } = strategy.caughtBy ?? { property: '', under: 'none' }
    expect(isBroken(strategy, under, property as PropertyName)).toBe(true)
  })
})

describe('every property', () => {
  const blind = properties.filter(({ brokenBy }) => brokenBy === null)
  it('is broken by a strategy that ships, or is known not to be', () => {
    expect(blind.map(({ name }) => name)).toEqual([])
  })

  it.each(properties.filter(({ brokenBy }) => brokenBy !== null))('$name is broken', (property) => {
    const { strategy: name, under } = property.brokenBy ?? { strategy: '', under: '' }
    const shipped = strategies.find(({ strategy }) => strategy.name === name)
    if (shipped === undefined) throw new Error(`${property.name}: no strategy ${name} ships`)
    expect(isBroken(shipped.strategy, under, property.name)).toBe(true)
  })
})

it('transactional declares no bound where a member is given records while it rejoins', () => {
  const settings = { 'partition.assignment.strategy': 'cooperative-sticky' } as const
  const shipped = strategies.find(({ strategy }) => strategy.name === 'transactional')
  if (shipped === undefined) throw new Error('no strategy transactional')
  const unit = unitOf('transactional', 'none', 100, ['bounded-reprocessing', 'exactly-once'])
  const { cells } = searchUnit({ ...unit, settings }, shipped.strategy, runStrategy)
  expect(cells.map(({ property, verdict }) => `${property} ${verdict}`)).toMatchInlineSnapshot(`
    [
      "bounded-reprocessing vacuous",
      "exactly-once not-found",
    ]
  `)
}, 60_000)
