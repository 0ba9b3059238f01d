/**
 * The answers that are known from Kafka's documentation and from reports of real users, each found
 * by search. Where a strategy must break a promise it is found and shrunk; where it must keep one
 * the same number of schedules finds nothing.
 */
import { describe, expect, it } from 'vitest'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import type { Settings } from '../../src/model/settings.ts'
import { type PropertyName, propertyNames } from '../../src/properties/property.ts'
import { searchUnit, type UnitResult } from '../../src/search/compare.ts'
import type { Cell } from '../../src/search/verdict.ts'
import { strategies } from '../../src/strategies/all.ts'
import type { AnyStrategy } from '../../src/strategies/strategy.ts'

const schedules = 300
/** Each costs as much as a hundred of the others. */
const schedulesOfServices = 40
const searched = new Map<string, UnitResult>()

/** Searches once per strategy, fault set and reset policy; all properties are judged at once. */
function search(name: string, fault: string, reset: Settings['auto.offset.reset']): UnitResult {
  const key = `${name} ${fault} ${reset}`
  const known = searched.get(key)
  if (known !== undefined) return known
  const shipped = strategies.find(({ strategy }) => strategy.name === name)
  if (shipped === undefined) throw new Error(`no strategy ${name}`)
  const { strategy } = shipped
  const isService = 'service' in strategy
  const settings = { 'auto.offset.reset': reset }
  const unit = {
    strategy: name,
    fault,
    settings,
    properties: isService ? caughtBy(strategy) : propertyNames,
    scenario: defaultScenario,
    seed: 'known answers',
    schedules: isService ? schedulesOfServices : schedules,
  }
  const result = searchUnit(unit, strategy, runStrategy)
  searched.set(key, result)
  return result
}

/** To shrink for a property takes a service seconds. */
function caughtBy({ caughtBy: caught }: AnyStrategy): PropertyName[] {
  return propertyNames.filter((name) => name === caught?.property)
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
]

const kept: readonly Row[] = [
  ['auto-commit', 'crash', 'at-least-once'],
  ['commit-sync-before-processing', 'crash', 'at-most-once'],
  ['commit-sync-after-batch', 'crash', 'at-least-once'],
  ['commit-sync-after-batch', 'crash', 'bounded-reprocessing'],
  ['commit-async-retry-in-order', 'commit-lost', 'commit-monotonic'],
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
      verdict: 'holds',
      by: { mode: 'random', schedules, complete: true },
    })
  })
})

describe('every known bug', () => {
  const faulty = strategies.filter(({ strategy }) => strategy.caughtBy !== undefined)
  it.each(faulty.map(({ strategy }) => strategy))('$name is caught', ({ name, caughtBy }) => {
    const { property, under } = caughtBy ?? { property: '', under: 'none' }
    expect(cell(name, under, property as PropertyName).verdict).toBe('violated')
  })
})
