import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faultNames } from '../../src/model/faults.ts'
import { propertyNames } from '../../src/properties/property.ts'
import { strategies } from '../../src/strategies/all.ts'

const names = strategies.map(({ strategy }) => strategy.name)

/** The order of the design, without the families that other files test. */
const expected = {
  'kafka-consumer': [
    'auto-commit',
    'commit-sync-after-batch',
    'commit-sync-after-record',
    'commit-sync-before-processing',
    'commit-async-after-batch',
    'commit-async-with-callback',
    'commit-async-retry-in-order',
    'commit-async-then-sync-on-close',
    'commit-on-revoke',
    'external-store-on-revoke',
    'external-store-atomic',
    'external-store-result-first',
    'external-store-offset-first',
    'transactional',
  ],
  spark: [
    'spark-dstream-checkpoint',
    'spark-dstream-commit-async',
    'spark-dstream-own-store',
    'spark-structured-streaming',
  ],
}

describe('the registry', () => {
  it('has no name twice', () => {
    expect([...new Set(names)]).toEqual(names)
  })

  it.each(Object.entries(expected))('lists %s in the order of the design', (family, list) => {
    const found = strategies.filter((entry) => entry.family === family)
    expect(found.map(({ strategy }) => strategy.name)).toEqual(list)
  })

  it('counts the family "faulty" as faulty, and no other', () => {
    for (const { family, faulty } of strategies) expect(faulty).toBe(family === 'faulty')
    expect(strategies.filter(({ faulty }) => faulty).length).toBeGreaterThanOrEqual(10)
  })
})

describe.each(strategies)('$strategy.name', ({ strategy, family, faulty }) => {
  it('has a kebab-case name and a summary of one sentence', () => {
    expect(strategy.name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(strategy.summary).toMatch(/^[A-Z].*\.$/)
  })

  it('lives in a file of its name', () => {
    if (family === 'spring-kafka') return
    const file = new URL(`../../src/strategies/${family}/${strategy.name}.ts`, import.meta.url)
    expect(existsSync(file)).toBe(true)
  })

  it('claims something, and survives only faults that exist', () => {
    expect(['at-least-once', 'at-most-once', 'exactly-once']).toContain(strategy.claims)
    for (const fault of strategy.survives ?? []) expect(faultNames).toContain(fault)
  })

  it('names what must catch it if and only if it is faulty', () => {
    if (!faulty) return expect(strategy.caughtBy).toBeUndefined()
    expect(propertyNames).toContain(strategy.caughtBy?.property)
    expect(['none', ...faultNames]).toContain(strategy.caughtBy?.under)
  })
})
