/** The matcher's memory: a path in a test, paths in a file, and the defaults of a configuration. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, expect, test, vi } from 'vitest'
import '../../src/vitest/index.ts'
import { commitSyncBeforeProcessing as risky } from '../../src/strategies/index.ts'
import type { HoldOptions } from '../../src/vitest/index.ts'
import { folderOf } from '../cli/fake-terminal.ts'
import { schemaComplaints } from '../cli/schemas.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

/** A working directory for the matcher. */
function working(files: Readonly<Record<string, string>> = {}): string {
  const folder = folderOf(files)
  vi.spyOn(process, 'cwd').mockReturnValue(folder)
  return folder
}

async function failure(assertion: Promise<void>): Promise<string> {
  const error = await assertion.then(
    () => null,
    (reason: unknown) => reason as Error,
  )
  if (error === null) throw new Error('the assertion did not fail')
  return error.message
}

const underCrash: HoldOptions = { under: ['crash'], numRuns: 20 }

const storyOf = (text: string) => text.split('\n').filter((line) => /^ *(\d+|✗) {2,}/.test(line))

/** To shrink takes a second: what one search found is enough for all that follows. */
const found = { message: '', text: '' }

test('what a test finds is kept, and told with its path', async () => {
  const folder = working()
  const options = { ...underCrash, regressions: 'found.json' }
  found.message = await failure(expect(risky).toHold('at-least-once', options))
  found.text = readFileSync(join(folder, 'found.json'), 'utf8')
  expect(schemaComplaints('regressions', JSON.parse(found.text))).toEqual([])
  expect(JSON.parse(found.text).regressions).toMatchObject([
    { strategy: risky.name, fault: 'crash', property: 'at-least-once', sizes: { records: 20 } },
  ])
  expect(readdirSync(folder)).toEqual(['found.json'])
  expect(found.message).toMatch(/\n {2}kept in found\.json$/)
})

test('the path in a test tells the same story', async () => {
  working()
  const [, path = ''] =
    /in a test: .*under: \['crash'\], path: '([\w.]+)'/.exec(found.message) ?? []
  const played = await failure(expect(risky).toHold('at-least-once', { under: ['crash'], path }))
  expect(storyOf(played).length).toBeGreaterThan(3)
  expect(storyOf(played)).toEqual(storyOf(found.message))
  expect(played).toContain('breaks at-least-once under crash      replayed\n')
  await expect(risky).not.toHold('at-least-once', { under: ['crash'], path })
  // Nothing goes wrong in the calmest run.
  await expect(risky).toHold('at-least-once', { under: ['crash'], path: '0' })
  const several = expect(risky).toHold('at-least-once', { path })
  expect(await failure(several)).toBe("path needs the faults of its one run: under: ['…']")
  const stray = expect(risky).toHold('at-least-once', { under: ['crash'], path: '9999999' })
  expect(await failure(stray)).toContain('choice 1 of the path does not fit: it needs the faults')
})

test('a kept path is tried first, whether it is hoped to break or not', async () => {
  const folder = working({ 'found.json': found.text })
  vi.stubEnv('ACKURATE_REGRESSIONS', 'found.json')
  const one = { under: ['none', 'crash'], numRuns: 1 } as const
  const again = await failure(expect(risky).toHold('at-least-once', one))
  expect(again).toContain('from the regressions file')
  expect(storyOf(again)).toEqual(storyOf(found.message))
  await expect(risky).not.toHold('at-least-once', one)
  // It belongs to neither of these.
  await expect(risky).toHold('at-least-once', { under: ['none'], numRuns: 100 })
  await expect(risky).toHold('commit-monotonic', { under: ['none'], numRuns: 100 })
  expect(readFileSync(join(folder, 'found.json'), 'utf8')).toBe(found.text)
})

test('nothing is kept of what was expected to break, nor where no file is named', async () => {
  const folder = working()
  const quick = { ...underCrash, scenario: { records: 2, partitions: 1 } }
  await expect(risky).not.toHold('at-least-once', { ...quick, regressions: 'found.json' })
  await failure(expect(risky).toHold('at-least-once', quick))
  expect(readdirSync(folder)).toEqual([])
})

test('a path of other sizes is not kept again; a bad place hides no story', async () => {
  const folder = working({ 'found.json': found.text, file: '' })
  const smaller = { under: ['crash'], numRuns: 1, scenario: { records: 4 } } as const
  await failure(expect(risky).toHold('at-least-once', { ...smaller, regressions: 'found.json' }))
  expect(readFileSync(join(folder, 'found.json'), 'utf8')).toBe(found.text)
  const nowhere = { ...underCrash, scenario: { records: 2, partitions: 1 } }
  const options = { ...nowhere, regressions: 'file/found.json' }
  const message = await failure(expect(risky).toHold('at-least-once', options))
  expect(message).toContain('breaks at-least-once under crash')
  expect(message).toMatch(/not kept in file\/found\.json: [^\n]*(EEXIST|ENOTDIR)[^\n]*$/)
})

test('a limit in time leaves undecided what it cuts off', async () => {
  working()
  vi.stubEnv('ACKURATE_TIME', '1ms')
  const options = { under: ['crash'], schedules: 100_000 } as const
  const message = await failure(expect(risky).toHold('progress', options))
  expect(message).toMatch(/was not decided: time was up after \d+ of 100000 schedules$/)
})

test('a configuration says what is usual; it is read again when it has changed', async () => {
  const config = (schedules: number) => `
    import { defineConfig } from 'ackurate'
    export default defineConfig({ faults: ['none'], schedules: ${schedules}, seed: 'mine' })`
  const folder = working({ 'ackurate.config.ts': config(104) })
  const held = () => failure(expect(risky).not.toHold('at-least-once'))
  expect(await held()).toContain('(seed mine):\n\n  with no fault: 104 schedules')
  writeFileSync(join(folder, 'ackurate.config.ts'), config(105))
  expect(await held()).toContain('(seed mine):\n\n  with no fault: 105 schedules')
  writeFileSync(join(folder, 'ackurate.config.ts'), 'export default { sceduls: 5 }')
  expect(await held()).toBe(
    'ackurate.config.ts: there is no key "sceduls"; did you mean schedules?',
  )
})
