/** A comparison as the folder of reports keeps it: nothing is lost, and what is damaged is told. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { packedJson } from '../../src/cli/packing/packed-comparison.ts'
import { readComparison } from '../../src/cli/review/read-comparison.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import { comparisonJson } from '../../src/report/tables/json.ts'
import type { Cell } from '../../src/search/verdicts/verdict.ts'
import { cell, comparison as handMade, lossCell } from '../report/fixtures.ts'
import { ackurate, folderOf } from './fake-terminal.ts'
import { schemaComplaints } from './schemas.ts'

const root = join(import.meta.dirname, '../..')
const committed = readComparison('reports/comparison.json', root)
const { settings, counterexample: loss } = lossCell
if (loss === null) throw new Error('the loss has no counterexample')
const none = { strategy: lossCell.strategy, fault: 'none', settings } as const
const [witness] = loss.witnesses
if (witness === undefined) throw new Error('the loss has no witness')
/** With what cells seldom have. */
const others: readonly Cell[] = [
  cell({ property: 'in-order', search: { mode: 'random', schedules: 7, complete: true } }),
  {
    ...lossCell,
    property: 'progress',
    counterexample: {
      ...loss,
      replay: 'ackurate replay another --path 1',
      from: 'regressions',
      seen: { broken: 2, runs: 3 },
      witnesses: [{ ...witness, topic: null, since: { text: 'since then', at: 2 } }],
      events: [],
      eventsOmitted: 9,
    },
  },
]
const comparison = {
  ...handMade,
  cells: [...handMade.cells, ...others],
  sometimes: [{ ...none, seen: { 'record-processed': 3 } }],
}

const read = (text: string) => readComparison('a.json', folderOf({ 'a.json': text }))

describe('what is kept', () => {
  it('is read as it was, and packs to the same bytes', () => {
    for (const one of [comparison, committed]) {
      const text = packedJson(one)
      expect(read(text)).toEqual(one)
      expect(packedJson(read(text))).toBe(text)
      expect(schemaComplaints('packed-comparison', JSON.parse(text))).toEqual([])
    }
  })

  it('has a cell a line, and a part of the size', () => {
    const text = readFileSync(join(root, 'reports/comparison.json'), 'utf8')
    expect(text).toBe(packedJson(committed))
    expect(text.length).toBeLessThan(5_000_000)
    expect(text.split('\n').length).toBeGreaterThan(committed.cells.length)
    const before = packedJson(comparison).split('\n')
    const cells = comparison.cells.map((one, at) => (at === 3 ? { ...one, claimed: false } : one))
    const after = packedJson({ ...comparison, cells }).split('\n')
    expect(after.filter((line, at) => line !== before[at])).toEqual([
      '      ["at-most-once","not-found",0]',
    ])
  })
})

test('what --json or an older version wrote is read, too', () => {
  expect(read(comparisonJson(comparison))).toEqual(comparison)
})

test('report gives the whole of it', async () => {
  const folder = folderOf({ 'a.json': packedJson(handMade) })
  const { out } = await ackurate(['report', 'a.json', '--json', '-'], folder)
  expect(JSON.parse(out)).toEqual(handMade)
})

type Packed = Record<string, unknown> & { readonly units: readonly Record<string, unknown>[] }

const kept = JSON.parse(packedJson(comparison)) as Packed
const unit = kept.units[1]
const changed = (members: object) => ({ ...kept, units: [kept.units[0], { ...unit, ...members }] })
const cellsOf = (...cells: readonly unknown[]) => changed({ cells })
const lost = (more: object, witnesses: unknown = [['orders', 0, [0], 'is lost', 1]]) =>
  cellsOf([
    ...['at-least-once', 'violated', 0],
    { counterexample: ['0.1', 1, 2, 2, witnesses, more] },
  ])

test.each<[string, object]>([
  ['units must be a list', { ...kept, units: {} }],
  ['units[1] must be an object', { ...kept, units: [kept.units[0], null] }],
  ['cells is empty', { ...kept, units: [] }],
  ['histories must be a list', { ...kept, histories: 3 }],
  ['statistics must be a list', { ...kept, statistics: null }],
  ['units[1].searches must be a list', changed({ searches: undefined })],
  ['units[1].cells[0]: its search must be a whole number below 0', changed({ searches: [] })],
  [
    'units[1].cells[0]: its search must be a whole number below 1',
    cellsOf(['in-order', 'holds', 1]),
  ],
  [
    'units[1].cells[0]: its search must be a whole number below 1',
    cellsOf(['in-order', 'holds', -1]),
  ],
  ['units[1].cells[0] must be 3 values', cellsOf(['in-order', 'holds'])],
  ['units[1].cells[0] must be a list', cellsOf({})],
  ['units[1].cells[0][3] must be an object', cellsOf(['in-order', 'holds', 0, 5])],
  ['cells[2].search.schedules must be a whole number', changed({ searches: [{ mode: 'random' }] })],
  ['units[1].cells[0].counterexample: events must be a whole number below 1', lost({ events: 1 })],
  ['units[1].cells[0].counterexample.witnesses must be a list', lost({}, null)],
  ['units[1].cells[0].counterexample.witnesses[0] must be 5 values', lost({}, [[]])],
  ['cells[2].counterexample.replay must be a text', lost({ replay: 7 })],
  ['units[1].statistics must be a list', changed({ statistics: 1 })],
  ['units[1].statistics: lost must be a list', changed({ statistics: [1, 2, 3] })],
  ['statistics[0].lost must be an object', changed({ statistics: [1, 2] })],
])('what is damaged is told in a line: %s', (message, value) => {
  const refused = refusal(JSON.stringify(value))
  expect(refused).toContain(`a.json is no comparison (what --json writes): ${message}`)
  expect(refused.split('\n')).toHaveLength(1)
})

function refusal(text: string): string {
  try {
    read(text)
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
  return 'it was read'
}
