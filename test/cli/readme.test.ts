/** The README cannot rot: its commands run, its example is the file, its story is the real one. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readComparison } from '../../src/cli/review/read-comparison.ts'
import { matrix } from '../../src/report/tables/matrix.ts'
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
  if (name === 'breaking') return [...argv, '--schedules', '20']
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

/** Seeds, paths and speeds may move; what is found may not. */
function masked(text: string): string {
  return text
    .replace(/(seed 42, schedule )[\d,]+/g, '$1N')
    .replace(/, (?:shrunk from )?\d+ choices(?: to \d+)?/g, ', N choices')
    .replace(/--path \S+/g, '--path P')
    .replace(/, [\d,]+ a second/g, ', N a second')
    .trimEnd()
}

/** The output in the README that begins like this; its last line may be where it was cut. */
function shownAs(start: string): string {
  const [shown] = fences('text').filter((text) => text.startsWith(start))
  expect(shown, start).toBeDefined()
  return masked(shown ?? '')
}

const spoken = (words: readonly string[], start: string): boolean =>
  words.join(' ').startsWith(start)

test.each([
  ['check ./examples/my-strategy.ts', 'commit-in-finally claims', 1],
  ['check ./examples/orders-service/src/consumer.ts', 'consumer claims', 1],
  ['explore commit-sync-after-batch', 'commit-sync-after-batch under crash', 0],
  ['breaking commit-sync-after-batch', 'commit-sync-after-batch: at-least-once', 0],
])('the output of %s in the README is what it prints', { timeout: 300_000 }, async (...row) => {
  const [start, begins, code] = row
  const argv = commands.find((words) => spoken(words, start)) ?? []
  const ran = await ackurate(argv, root)
  expect(ran.code).toBe(code)
  const shown = shownAs(begins)
  expect(shown.split('\n').length).toBeGreaterThan(4)
  expect(masked(ran.out).slice(0, shown.length)).toBe(shown)
})

test('the tables in the README are those of the committed comparison', () => {
  const committed = readComparison('reports/comparison.json', root)
  const printed = matrix(committed, ['at-least-once', 'at-most-once']).split('\n')
  const shown = shownAs('kafka-consumer\n').split('\n')
  expect(shown.length).toBeGreaterThan(20)
  let from = 0
  for (const line of shown.filter((each) => each !== '')) {
    const at = printed.indexOf(line, from)
    expect(at, line).toBeGreaterThanOrEqual(from)
    from = at + 1
  }
})

test('the sweep in the README is the one of its page, and fits 80 columns', () => {
  const shown = shownAs('auto-commit under steady, sweeping')
  const page = readFileSync(join(root, 'docs/measure.md'), 'utf8')
  expect(page).toContain(shown)
  expect(shown.split('\n').filter((line) => line.startsWith('  ') && line.length > 80)).toEqual([])
})

test('no command of the README ends because its time is up', () => {
  expect(commands.filter((words) => words.includes('--time'))).toEqual([])
})

test('the first screen names the command for each kind of consumer', () => {
  const screen = readme.split('\n').slice(0, 40).join('\n')
  for (const kind of ['kafkajs', 'Spring', 'Java', 'Go', 'Python', 'Connect', 'Spark'])
    expect(screen).toMatch(new RegExp(`^\\|[^|]*${kind}[^|]*\\|.*npx ackurate (?:check|run) `, 'm'))
  expect(screen).toContain('npm ci && npm run compare')
  expect(screen).toContain('not on npm yet')
  expect(screen).toContain('npm pack')
})
