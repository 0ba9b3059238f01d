/** The shipped schema: true to the types' lists of names, and to what a comparison is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { faultNames } from '../src/model/faults/names.ts'
import { settingDomains } from '../src/model/settings.ts'
import { propertyNames } from '../src/properties/all.ts'
import { compactComparison } from '../src/report/tables/compact.ts'
import { comparisonJson } from '../src/report/tables/json.ts'
import type { Comparison } from '../src/search/verdicts/comparison.ts'
import { ackurate } from './cli/fake-terminal.ts'
import { comparison as handMade, loss, lossCell } from './report/fixtures.ts'

const file = join(import.meta.dirname, '../schema/comparison.schema.json')
const schema = JSON.parse(readFileSync(file, 'utf8'))
const validate = new Ajv2020({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
}).compile(schema)

function complaints(comparison: unknown): readonly string[] {
  validate(comparison)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

test('names in the schema are the names in the code', () => {
  expect(schema.$defs.faultName.enum).toEqual(faultNames)
  expect(schema.$defs.propertyName.enum).toEqual(propertyNames)
  expect(Object.keys(schema.$defs.settings.properties)).toEqual(Object.keys(settingDomains))
})

test('a comparison written by hand is valid, and stays itself as text', () => {
  const text = comparisonJson(handMade)
  expect(JSON.parse(text)).toEqual(handMade)
  expect(complaints(JSON.parse(text))).toEqual([])
  expect(text.split('\n').filter((line) => line.includes('"verdict"'))).toHaveLength(
    handMade.cells.length,
  )
})

test('a compact comparison is valid', () => {
  const later = { ...lossCell, fault: 'pause' }
  const compact = compactComparison({ ...handMade, cells: [...handMade.cells, later] })
  expect(compact.cells.at(-1)?.counterexample).toMatchObject({ events: [], eventsOmitted: 17 })
  expect(complaints(JSON.parse(comparisonJson(compact)))).toEqual([])
})

const eventless = { ...loss, events: [] }

test.each<[string, Partial<Comparison>]>([
  ['a story without events', { cells: [{ ...lossCell, counterexample: eventless }] }],
  [
    'events that are omitted and there',
    { cells: [{ ...lossCell, counterexample: { ...loss, eventsOmitted: 3 } }] },
  ],
  ['another schema', { schema: 'ackurate/comparison@2' as Comparison['schema'] }],
  ['a violation without a counterexample', { cells: [{ ...lossCell, counterexample: null }] }],
  ['a counterexample without a violation', { cells: [{ ...lossCell, verdict: 'not-found' }] }],
  ['an unknown member', { extra: 1 } as Partial<Comparison>],
])('%s is not valid', (_, changes) => {
  expect(complaints({ ...handMade, ...changes })).not.toEqual([])
})

test('what check writes is valid', async () => {
  const argv = 'check commit-sync-before-processing --faults none,crash,offsets-loss --schedules 40'
  const { out, err } = await ackurate([...argv.split(' '), '--json', '-'])
  expect(err).not.toContain('bug')
  const written = JSON.parse(out) as Comparison
  expect(complaints(written)).toEqual([])
  // none, crash, and offsets-loss with three settings; ten properties each.
  expect(written.cells).toHaveLength(5 * propertyNames.length)
  expect(written.cells.some((cell) => cell.verdict === 'violated')).toBe(true)
})

test('what breaking writes is valid, and the same whatever the number of jobs', async () => {
  const argv = 'breaking commit-sync-after-batch --faults crash,offsets-loss --schedules 100'
  const small = [...argv.split(' '), '--properties', 'at-least-once', '--json', '-']
  const { out, err, code } = await ackurate(small)
  expect(err).not.toContain('bug')
  // What it claims holds: offsets are lost for good only where groups start at the end.
  expect(code).toBe(0)
  const written = JSON.parse(out) as Comparison
  expect(complaints(written)).toEqual([])
  expect(complaints(JSON.parse(comparisonJson(compactComparison(written))))).toEqual([])
  const found = written.breakingSets?.map(({ settings, minimal, surviving }) => [
    settings['auto.offset.reset'],
    minimal.map(({ fault }) => fault),
    surviving.map(({ fault }) => fault),
  ])
  expect(found).toEqual([
    ['earliest', [], ['crash+offsets-loss']],
    ['latest', ['offsets-loss'], ['crash']],
    ['none', [], ['crash+offsets-loss']],
  ])
  expect((await ackurate([...small, '--jobs', '2'])).out).toBe(out)
})

test('a breaking set must say how it is shown', () => {
  const set = { fault: 'crash', claimed: true, held: [], minimal: true, counterexample: null }
  const search = { mode: 'random', schedules: 1, complete: true }
  const found = { ...set, search, replay: 'ackurate replay x --path 0' }
  const sets = (...minimal: readonly object[]) => ({
    ...{ strategy: 'x', property: 'at-least-once', settings: {}, claimed: true, faults: 'crash' },
    ...{ faultsMax: 3, minimal, surviving: [], complete: true },
  })
  expect(complaints({ ...handMade, breakingSets: [sets(found)] })).toEqual([])
  const { replay: _, ...bare } = found
  expect(complaints({ ...handMade, breakingSets: [sets(bare)] })).not.toEqual([])
})
