/** `ackurate report`: tells again what a comparison says, and refuses what is none. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { readComparison } from '../../../src/cli/review/read-comparison.ts'
import { comparisonJson } from '../../../src/report/tables/json.ts'
import { comparison } from '../../report/fixtures.ts'
import { ackurate, folderOf } from '../fake-terminal.ts'

const json = comparisonJson(comparison)

describe('report', () => {
  it('writes the page of a comparison, and says what the search said', async () => {
    const folder = folderOf({})
    // Broken in many places, of which a page that is small enough to be committed shows a few.
    const judged = ['--properties', 'at-least-once,commit-not-ahead']
    const few = ['--faults', 'crash', '--schedules', '8', '--jobs', '1', '--out', 'reports']
    const argv = ['check', 'commit-sync-before-processing', ...few, ...judged]
    const first = await ackurate(argv, folder)
    const page = readFileSync(join(folder, 'reports/README.md'), 'utf8')
    const data = readFileSync(join(folder, 'reports/comparison.json'), 'utf8')
    const again = await ackurate(['report'], folder)
    expect(again).toMatchObject({ code: first.code, out: first.out, err: '' })
    expect(readFileSync(join(folder, 'reports/README.md'), 'utf8')).toBe(page)
    expect(readFileSync(join(folder, 'reports/comparison.json'), 'utf8')).toBe(data)
  })

  it('writes no page where only a file is given, which may be anywhere', async () => {
    const folder = folderOf({ 'a.json': json })
    const ran = await ackurate(['report', 'a.json', '--badge', 'b.svg'], folder)
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('commit-sync-before-processing')
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'b.svg'])
  })

  it('keeps standard output to the JSON where that is asked for', async () => {
    const folder = folderOf({ 'a.json': json })
    const { out, err } = await ackurate(
      ['report', 'a.json', '--json', '-', '--annotations'],
      folder,
    )
    expect(out).toBe(json)
    expect(err).not.toContain('ackurate:')
  })
})

const [lossCell] = comparison.cells.filter(({ verdict }) => verdict === 'violated')
const event = { kind: 'polled', time: 0, member: 'A', topic: 'orders', partition: 0 }
const withEvent = { ...lossCell?.counterexample, events: [event] }

test.each([
  ['is no comparison (what --json writes): it has no schema', '{}'],
  ['is no comparison (what --json writes): it has no schema', 'null'],
  ['is no comparison (what --json writes): it has no schema', '[1]'],
  [
    'is of schema "ackurate/shard@1"; this reads ackurate/comparison@1',
    { schema: 'ackurate/shard@1' },
  ],
  ['cells must be a list', { ...comparison, cells: {} }],
  ['cells is empty', { ...comparison, cells: [] }],
  [
    'cells[0].verdict must be holds or not-found or violated or',
    { ...comparison, cells: [{ ...lossCell, verdict: 'x' }] },
  ],
  [
    'cells[0].counterexample must be an object',
    { ...comparison, cells: [{ ...lossCell, counterexample: null }] },
  ],
  [
    'events[0].offsets must be a list',
    { ...comparison, cells: [{ ...lossCell, counterexample: withEvent }] },
  ],
  [
    'statistics[0].lost must be an object',
    { ...comparison, statistics: [{ ...comparison.statistics[0], lost: 3 }] },
  ],
  ['cannot read a.json: ', '{'],
])('what is no comparison is refused: %s', async (message, value) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const folder = folderOf({ 'a.json': text })
  const ran = await ackurate(['report', 'a.json', '--out', 'r'], folder)
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(ran.err).toMatch(/^ackurate: .*\n$/)
  expect(ran.err).toContain(message)
  expect(readdirSync(folder)).toEqual(['a.json'])
})

test('what an older version said to hold is read as not found', async () => {
  const old = comparison.cells.map((cell) =>
    cell.verdict === 'not-found' ? { ...cell, verdict: 'holds' } : cell,
  )
  const folder = folderOf({ 'a.json': JSON.stringify({ ...comparison, cells: old }) })
  await ackurate(['report', 'a.json', '--out', 'r'], folder)
  const { cells } = readComparison('r/comparison.json', folder)
  expect(cells.map(({ verdict }) => verdict)).toEqual(
    comparison.cells.map(({ verdict }) => verdict),
  )
})

test('the comparison is not written over', async () => {
  const folder = folderOf({ 'a.json': json })
  const ran = await ackurate(['report', 'a.json', '--sarif', './a.json'], folder)
  expect(ran).toMatchObject({
    code: 2,
    err: 'ackurate: the comparison and --sarif name the same file\n',
  })
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe(json)
})

test('there is no file', async () => {
  const { code, err } = await ackurate(['report'], folderOf({}))
  expect(code).toBe(2)
  expect(err).toContain('cannot read reports/comparison.json: ENOENT')
})
