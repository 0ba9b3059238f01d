/** Kept paths are replayed before a search, and decide its cells as long as they break them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Regression } from '../../src/search/planning/regression.ts'
import type { Comparison } from '../../src/search/verdicts/comparison.ts'
import { ackurate, folderOf } from './fake-terminal.ts'
import { schemaComplaints } from './schemas.ts'

/** The path of the README: with one schedule, no search finds it. */
const lost: Regression = {
  strategy: 'commit-sync-before-processing',
  fault: 'crash',
  property: 'at-least-once',
  settings: { 'auto.offset.reset': 'earliest' },
  sizes: {
    topic: 'orders',
    partitions: 2,
    records: 20,
    members: 2,
    faultsMax: 3,
    newGroup: false,
  },
  path: '0x30.4',
  shape: 'crash: is lost',
  story: 'lost',
}
const file = 'reports/regressions.json'

function textOf(regressions: readonly object[]): string {
  return JSON.stringify({ schema: 'ackurate/regressions@1', regressions })
}

function folderWith(regressions: readonly object[]): string {
  const folder = folderOf({ 'kept.json': textOf(regressions) })
  return folder
}

const argv = ['check', lost.strategy, '--faults', 'none,crash', '--schedules', '1']
const kept = ['--regressions', 'kept.json', '--properties', 'at-least-once', '--json', '-']

function cellsOf(out: string) {
  const { cells } = JSON.parse(out) as Comparison
  return cells.map(({ fault, verdict, counterexample }) => [fault, verdict, counterexample?.path])
}

test('a path that still breaks its property is the counterexample of its cell', async () => {
  const folder = folderWith([lost])
  const told = await ackurate([...argv, ...kept.slice(0, 4)], folder)
  expect(told.err).toContain('kept.json: 1 of 1 paths still break their property\n')
  expect(told.out).toContain(
    'breaks at-least-once under crash      from the regressions file, 31 choices\n',
  )
  const ran = await ackurate([...argv, ...kept], folder)
  expect(cellsOf(ran.out)).toEqual([
    ['none', 'holds', undefined],
    ['crash', 'violated', lost.path],
  ])
  expect(schemaComplaints('comparison', JSON.parse(ran.out))).toEqual([])
  // The same file and seed give the same bytes, and without the file the search is as ever.
  expect((await ackurate([...argv, ...kept], folder)).out).toBe(ran.out)
  const without = await ackurate([...argv, '--no-regressions'], folder)
  expect(without.out).not.toContain('from the regressions file')
})

test('what was kept for other faults or sizes counts, unless faults were chosen', async () => {
  const pair = { ...lost, fault: 'crash+join' }
  const small = { ...lost, sizes: { ...lost.sizes, records: 6 }, path: '0x27.4' }
  const folder = folderWith([pair, small])
  const chosen = await ackurate([...argv, ...kept], folder)
  expect(chosen.err).toMatch(/^kept\.json: \d of 1 paths/m)
  const all = ['compare', '--strategies', lost.strategy, '--out', 'out', '--schedules', '1']
  const sizes = ['--records', '2', '--partitions', '1', '--members', '1']
  const ran = await ackurate([...all, ...sizes, ...kept], folder)
  expect(ran.err).toContain('kept.json: 2 of 2 paths still break their property\n')
  const cells = cellsOf(ran.out)
  expect(cells.at(-1)).toEqual(['crash+join', 'violated', lost.path])
  expect(cells).toContainEqual(['crash', 'violated', small.path])
  expect(schemaComplaints('comparison', JSON.parse(ran.out))).toEqual([])
})

test('what holds now or fits no more is told and kept, or pruned', async () => {
  const mended = { ...lost, path: '0' }
  const strayed = { ...lost, path: '0x5.999' }
  const other = { ...lost, strategy: 'auto-commit' }
  const folder = folderWith([mended, lost, strayed, other])
  const read = () => readFileSync(join(folder, 'kept.json'), 'utf8')
  const before = read()
  const ran = await ackurate([...argv, ...kept], folder)
  expect(ran.err).toContain(
    'kept.json: 1 of 3 paths still break their property\n' +
      `  hold now: ${lost.strategy} at-least-once crash\n` +
      `  fit no more: ${lost.strategy} at-least-once crash at choice 6\n`,
  )
  expect(read()).toBe(before)
  const pruned = await ackurate([...argv, ...kept, '--prune'], folder)
  expect(pruned.err).toContain('  removed: 2\n')
  expect(pruned.out).toBe(ran.out)
  expect(JSON.parse(read()).regressions).toEqual([lost, other])
  expect(schemaComplaints('regressions', JSON.parse(read()))).toEqual([])
})

test('the usual file is looked for, and need not be there', async () => {
  const folder = folderOf({})
  const usual = kept.slice(2)
  expect((await ackurate([...argv, ...usual], folder)).err).not.toContain('regressions')
  await ackurate(['hunt', lost.strategy, '--rounds', '1', '--schedules', '1'], folder)
  writeFileSync(join(folder, file), textOf([lost]))
  expect((await ackurate([...argv, ...usual], folder)).err).toContain(`${file}: 1 of 1 paths`)
})

test.each<[string, string | object, string]>([
  ['no JSON', '{', 'cannot read kept.json: '],
  ['another schema', '{}', 'its schema is not ackurate/regressions@1'],
  ['an unknown fault', { fault: 'crush' }, 'kept.json, regression 1: there is no fault "crush"'],
  ['an unknown property', { property: 'at-all' }, 'kept.json, regression 1: there is no property'],
  ['a bad path', { path: '1..2' }, 'kept.json, regression 1: path has nothing at character 3'],
  ['a bad setting', { settings: { 'max.poll.records': 'x' } }, 'max.poll.records cannot be "x"'],
  ['a bad size', { sizes: { ...lost.sizes, records: 1e9 } }, 'records cannot be 1000000000'],
])('%s is one clear line', async (_, content, line) => {
  const text = typeof content === 'string' ? content : textOf([{ ...lost, ...content }])
  const refused = await ackurate([...argv, ...kept], folderOf({ 'kept.json': text }))
  expect(refused).toMatchObject({ code: 2, out: '' })
  expect(refused.err.split('\n')).toHaveLength(2)
  expect(refused.err).toContain(line)
})

test('a file that was named must be there', async () => {
  const refused = await ackurate([...argv, ...kept], folderOf({}))
  expect(refused).toMatchObject({ code: 2, err: 'ackurate: there is no file kept.json\n' })
})
