import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Comparison } from '../../src/search/verdicts/comparison.ts'
import type { Cell } from '../../src/search/verdicts/verdict.ts'
import { ackurate, folderOf } from './fake-terminal.ts'

const tiny = '--partitions 1 --records 1 --members 1'.split(' ')
const quiet = [...tiny, '--faults', 'none']

async function cellsOf(argv: readonly string[]): Promise<readonly Cell[]> {
  const { out } = await ackurate(['explore', ...argv, '--json', '-'])
  return (JSON.parse(out) as Comparison).cells
}

test('what holds in every state is said so, with what was met', async () => {
  const ran = await ackurate(['explore', 'commit-sync-after-batch', ...quiet])
  expect(ran.code).toBe(0)
  expect(ran.out).toContain('within      1 partition, 1 record, 1 member, no fault')
  expect(ran.out).toMatch(/states {6}\d+ distinct, \d+ reached, up to \d+ actions deep/)
  expect(ran.out).toContain('searched    every state')
  expect(ran.out).toContain('Every schedule within that satisfies at-least-once, at-most-once')
  expect(ran.out).not.toContain('Broken')
  const cells = await cellsOf(['commit-sync-after-batch', ...quiet])
  expect(new Set(cells.map(({ verdict }) => verdict))).toEqual(new Set(['holds']))
  expect(cells[0]?.search).toMatchObject({ mode: 'exhaustive', complete: true })
})

test('a counterexample is one with the fewest actions, and replays to the same story', async () => {
  const ran = await ackurate(['explore', 'commit-sync-before-processing', ...quiet])
  // It claims no more than at-most-once.
  expect(ran.code).toBe(0)
  expect(ran.out).toContain('Broken: commit-not-ahead.')
  const [, line = ''] = /replay: ackurate (.*)\n/.exec(ran.out) ?? []
  const replayed = await ackurate(line.split(' '))
  const story = (text: string) => text.split('\n').filter((row) => /^ +(\d+|✗) /.test(row))
  expect(story(ran.out).join()).toContain('is passed by a commit of A before it is done')
  expect(story(replayed.out)).toEqual(story(ran.out))
})

test('a search that is stopped decides nothing, and says what is left', async () => {
  const argv = ['explore', 'commit-sync-after-batch', ...quiet, '--states-max', '50']
  const ran = await ackurate(argv)
  expect(ran.code).toBe(3)
  expect(ran.out).toMatch(/not everything: stopped by --states-max, \d+ states? not expanded/)
  expect(ran.out).not.toContain('Every schedule')
  const [cell] = await cellsOf(argv.slice(1))
  expect(cell).toMatchObject({ verdict: 'unknown', search: { complete: false } })
  expect(cell?.reason).toMatch(/^holds on \d+ states, of which \d+ were not expanded$/)
  const shallow = await ackurate([
    'explore',
    'commit-sync-after-batch',
    ...quiet,
    '--depth-max',
    '5',
  ])
  expect(shallow.code).toBe(3)
  expect(shallow.out).toContain('stopped by --depth-max')
})

test('a fault that cannot touch the strategy leaves nothing to search', async () => {
  const argv = ['explore', 'commit-sync-after-batch', ...tiny, '--faults', 'store-failure']
  const ran = await ackurate(argv)
  expect(ran.out).toContain('Not judged: at-least-once (keeps nothing in an external store).')
})

test('a fault that never struck in any schedule of these sizes proves nothing', async () => {
  // With a single record it has nothing to commit before it is asked to stop.
  const argv = ['commit-on-revoke', ...tiny, '--faults', 'commit-lost', '--faults-max', '1']
  const [cell] = await cellsOf(argv)
  expect(cell).toMatchObject({ verdict: 'vacuous', reason: 'never happened: commit-lost' })
  expect(cell?.search).toMatchObject({ complete: true, states: { strikes: { 'commit-lost': 0 } } })
  const ran = await ackurate(['explore', ...argv])
  expect(ran.code).toBe(3)
  expect(ran.out).toContain('struck      commit-lost 0 (steps that were its strike)')
})

test.each([
  [['kafkajs-each-message'], 'runs in the real kafkajs, whose states cannot be copied'],
  [['commit-sync-after-bach'], 'did you mean commit-sync-after-batch?'],
  [['auto-commit', '--states-max', '0'], '--states-max takes a whole number from 1 to'],
  [['auto-commit', '--depth-max', 'deep'], '--depth-max takes a whole number from 1 to'],
  [['auto-commit', '--schedules', '5'], "unknown option '--schedules'"],
])('%j: one line, exit code 2, nothing written', async (argv, line) => {
  const folder = folderOf({})
  const ran = await ackurate(['explore', ...argv, '--json', 'out.json'], folder)
  expect(ran.err).toContain(line)
  expect(ran.err).toMatch(/^ackurate: [^\n]+\n$/)
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(readdirSync(folder)).toEqual([])
})

test('without polls in vain there is less to search, which is a bound that is told', async () => {
  const world = '--partitions 1 --records 1 --members 2 --faults none'.split(' ')
  const distinct = async (polls: string) => {
    const argv = ['explore', 'commit-sync-after-batch', ...world, '--idle-polls', polls]
    const { code, out } = await ackurate(argv)
    expect(code).toBe(0)
    expect(out).toContain(`${polls} poll${polls === '1' ? '' : 's'} in vain in a row`)
    expect(out).toContain('searched    every state')
    return Number(/states {6}([\d,]+) distinct/.exec(out)?.[1]?.replaceAll(',', ''))
  }
  expect(await distinct('0')).toBeLessThan((await distinct('1')) / 10)
})
