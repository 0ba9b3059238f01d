/** The README cannot rot: its commands run, its example is the file, its story is the real one. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ackurate, folderOf } from './fake-terminal.ts'

const root = join(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** The text of all fences of that language. */
function fences(language: string): readonly string[] {
  return [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text]) => text ?? '')
}

/** Words of the command line behind `npx ackurate`; `npm run compare` is one, too. */
const commands = fences('sh')
  .flatMap((text) => text.split('\n'))
  .flatMap((line) => line.replace(/\s+#.*$/, '').split(' && '))
  .map((line) => line.replace(/^npm run compare( -- )?/, 'npx ackurate compare '))
  .filter((line) => line.startsWith('npx ackurate'))
  .map((line) => line.split(' ').slice(2).filter(Boolean))

/** Small enough for a test; what the command itself says comes later and is lost. */
function tiny(argv: readonly string[]): readonly string[] {
  const [name = ''] = argv
  if (name === 'measure') {
    const light = ['records.per.second=1', 'deploys.per.day=0', 'pauses.per.day=0'].flatMap(
      (entry) => ['--set-profile', entry],
    )
    return [...argv, '--hours', '1', '--precision', '100', ...light]
  }
  if (name === 'breaking') return [...argv, '--schedules', '20', '--faults', 'crash,join']
  if (name !== 'compare' && name !== 'check') return argv
  // To shrink what a real client does takes long.
  const isService = argv.some((word) => word.includes('-service/'))
  const [schedules, judged] = isService
    ? ['5', 'at-least-once']
    : ['5', 'at-least-once,at-most-once']
  const few = ['--schedules', schedules, '--properties', judged]
  const strategies = name === 'compare' && !argv.includes('--strategies')
  const one = strategies ? ['--strategies', 'commit-sync-after-batch'] : []
  const faults = argv.includes('--faults') ? [] : ['--faults', 'crash']
  return [...argv, ...few, ...one, ...faults]
}

test('the README has commands to run', () => {
  const names = new Set(commands.map(([name]) => name))
  expect(names).toEqual(
    new Set([...'compare check explore breaking measure replay report run list'.split(' ')]),
  )
})

const scratch = mkdtempSync(join(tmpdir(), 'ackurate-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const patient = { timeout: 120_000 }

test.each(commands.map((argv) => [argv]))('npx ackurate %j works', patient, async (argv) => {
  const out = argv[0] === 'compare' ? ['--out', folderOf({})] : []
  // What writes files does so elsewhere, each command where the last one did.
  const writes = argv.some((word) => /\.(?:json|md|xml|svg)$/.test(word))
  const ran = await ackurate([...tiny(argv), ...out], writes ? scratch : root)
  expect(ran.err).not.toMatch(/^ackurate:/m)
  expect([0, 1, 3]).toContain(ran.code)
})

test('the examples in the README are files, or pieces of files', () => {
  const files = ['my-strategy.ts', 'orders-service/src/consumer.ts']
    .concat('orders-service/test/consumer.test.ts')
    .map((file) => readFileSync(join(root, 'examples', file), 'utf8'))
  const shown = fences('ts')
  expect(shown).toHaveLength(3)
  expect(shown).toContain(files[0])
  for (const piece of shown) expect(files.some((file) => file.includes(piece))).toBe(true)
})

test.each([
  ['./examples/my-strategy.ts', 'commit-in-finally', []],
  // Of a real client, what shows the story is enough; a later option is stronger.
  [
    './examples/orders-service/src/consumer.ts',
    'consumer',
    ['--faults', 'shutdown', '--schedules', '50'],
  ],
])('the story of %s in the README is what check prints', patient, async (...row) => {
  const [file, name, less] = row
  const argv = commands.find((words) => words[1] === file) ?? []
  const { code, out } = await ackurate([...argv, '--properties', 'at-least-once', ...less], root)
  expect(code).toBe(1)
  // Seeds and paths may move; what happens may not.
  const storyOf = (text: string) => text.split('\n').filter((line) => /^ *(\d+|✗) {2,}/.test(line))
  const [shown] = fences('text').filter((text) => text.startsWith(`${name} claims`))
  expect(storyOf(shown ?? '').length).toBeGreaterThan(4)
  expect(storyOf(shown ?? '')).toEqual(storyOf(out))
})
