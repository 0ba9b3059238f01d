import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultNames } from '../../src/model/faults/names.ts'
import { propertyNames } from '../../src/properties/all.ts'
import { strategies } from '../../src/strategies/all.ts'

const names = strategies.map(({ strategy }) => strategy.name)
const sound = strategies.filter((entry) => !entry.faulty).map(({ strategy }) => strategy.name)

/** The order of the design, in which later ones may stand between. */
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

const folder = join(import.meta.dirname, '../../src/strategies')
const families = [...new Set(strategies.map(({ family }) => family))]
const files = families.flatMap((family) =>
  readdirSync(join(folder, family), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${family}/${file}`),
)

describe('the registry', () => {
  it.each(files)('leaves out no strategy that src/strategies/%s exports', async (file) => {
    const exported = Object.values(await import(join(folder, file)))
    const found = exported.filter((value) => 'claims' in Object(value))
    expect(strategies.map(({ strategy }) => strategy)).toEqual(expect.arrayContaining(found))
  })

  it('has no name twice', () => {
    expect([...new Set(names)]).toEqual(names)
  })

  it.each(Object.entries(expected))('lists %s in the order of the design', (family, list) => {
    const found = strategies.filter((entry) => entry.family === family)
    const known = found.map(({ strategy }) => strategy.name).filter((name) => list.includes(name))
    expect(known).toEqual(list)
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

  it('lives in a file of its name, which may hold its asynchronous twin too', () => {
    const name = family === 'spring-kafka' ? strategy.name.replace(/-async$/, '') : strategy.name
    expect(existsSync(join(folder, family, `${name}.ts`))).toBe(true)
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

  it('names what does it right only if it is faulty itself', () => {
    if (strategy.fixedBy === undefined) return
    expect(faulty).toBe(true)
    expect(sound).toContain(strategy.fixedBy)
  })
})
