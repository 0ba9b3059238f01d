/** A team's repository: a claim that holds, a pull request that breaks it, what reviewers get. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { comparisonJson } from '../../src/report/tables/json.ts'
import { comparison } from '../report/fixtures.ts'
import { ackurate, folderOf, type Ran } from './fake-terminal.ts'
import { elementsOf } from './xml.ts'

/** Commits what was processed; a pull request moves the commit up. */
const kept = `import type { Strategy } from 'ackurate'

/** Orders, one by one. */
export const orders: Strategy = {
  name: 'orders',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      yield* consumer.commitSync()
    }
  },
}
`
const broken = kept
  .replace('      yield* consumer.commitSync()\n', '')
  .replace('consumer.poll()\n', 'consumer.poll()\n      yield* consumer.commitSync()\n')

const small = ['--faults', 'none,crash', '--schedules', '100']
const search = ['check', 'src/orders.ts', ...small, '--properties', 'at-least-once,at-most-once']
const files = ['--comment', 'out/comment.md', '--junit', 'out/junit.xml', '--sarif', 'out/a.sarif']
const all = [...files, '--badge', 'out/badge.svg', '--annotations']

/** A checkout of the repository: its root holds services, and commands run in the folder of one. */
function checkout(text: string): string {
  const root = mkdtempSync(join(tmpdir(), 'ackurate-sample-'))
  roots.push(root)
  const folder = join(root, 'services', 'orders')
  mkdirSync(join(folder, 'src'), { recursive: true })
  mkdirSync(join(root, '.git'))
  writeFileSync(join(folder, 'src/orders.ts'), text)
  return folder
}

const roots: string[] = []
let folder = ''
let baseline = ''
let before: Ran
let after: Ran
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

beforeAll(async () => {
  const main = checkout(kept)
  baseline = join(main, 'baseline.json')
  before = await ackurate([...search, '--json', 'baseline.json'], main)
  folder = checkout(broken)
  after = await ackurate([...search, '--baseline', baseline, ...all, '--out', 'r'], folder)
})

afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true })
})

test('the claim holds on the main branch', () => {
  expect(before).toMatchObject({ code: 0, err: expect.not.stringContaining('ackurate:') })
})

test('the pull request turns red, and the terminal says what has changed', () => {
  expect(after.code).toBe(1)
  expect(after.out).toContain('Compared with the baseline (ackurate ')
  expect(after.out).toContain(
    'New violations:\n\n  orders breaks at-least-once under crash (claimed; proved before)\n',
  )
  // Its story is told once, below.
  expect(after.out.match(/^orders breaks at-least-once under crash {6}/gm)).toHaveLength(1)
})

test('the comment begins with the news and holds the story', () => {
  const comment = read('out/comment.md')
  expect(comment).toMatch(/^<!-- ackurate -->\n### ❌ Ackurate: orders breaks at-least-once\n/)
  expect(comment).toContain(
    '❌ <b>New:</b> orders breaks at-least-once under crash (claimed; proved',
  )
  expect(comment).toMatch(/```text\n[\s\S]*A {2}crashes[\s\S]*is lost|are lost[\s\S]*```/)
  expect(comment).toContain('replay: ackurate replay src/orders.ts --faults crash --path ')
  expect(comment.match(/orders breaks at-least-once under crash {6}/g)).toHaveLength(1)
})

test('the annotation points at the file and line, named from the root of the repository', () => {
  const line = '::error file=services/orders/src/orders.ts,line=5,title='
  const annotations = after.out.split('\n').filter((text) => text.startsWith('::'))
  expect(annotations).toHaveLength(1)
  expect(annotations[0]?.startsWith(`${line}orders breaks at-least-once under crash::`)).toBe(true)
  expect(annotations[0]).toContain('%0A  replay: ackurate replay src/orders.ts')
})

test('JUnit has the broken claim as a failure, and what is kept as passed', () => {
  const elements = elementsOf(read('out/junit.xml'))
  const cases = elements.filter(({ name }) => name === 'testcase')
  expect(cases.map(({ attributes }) => attributes['name'])).toEqual([
    'at-least-once with no fault',
    'at-least-once under crash',
  ])
  expect(cases.map(({ attributes }) => `${attributes['file']}:${attributes['line']}`)).toEqual([
    'services/orders/src/orders.ts:5',
    'services/orders/src/orders.ts:5',
  ])
  const failures = elements.filter(({ name }) => name === 'failure')
  expect(failures).toHaveLength(1)
  expect(failures[0]?.text).toContain('crashes')
})

test('SARIF has one result, at the line', () => {
  const { runs } = JSON.parse(read('out/a.sarif'))
  expect(runs[0].results).toHaveLength(1)
  const { ruleId, locations } = runs[0].results[0]
  expect(ruleId).toBe('at-least-once')
  expect(locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'services/orders/src/orders.ts', uriBaseId: '%SRCROOT%' },
    region: { startLine: 5 },
  })
})

test('the badge is red', () => {
  expect(read('out/badge.svg')).toContain('<title>orders: breaks at-least-once</title>')
})

test('the report has the changes, and can be told again without a search', async () => {
  const report = read('r/README.md')
  expect(report).toContain('## Changes\n\n```text\nCompared with the baseline')
  const comment = read('out/comment.md')
  const argv = ['report', 'r/comparison.json', '--baseline', baseline, ...files]
  const again = await ackurate(argv, folder)
  expect(again.code).toBe(1)
  expect(read('out/comment.md')).toBe(comment)
  expect(read('r/README.md')).toBe(report)
})

test('the fix of the pull request is told as such', async () => {
  const earlier = join(folder, 'r/comparison.json')
  const mended = checkout(kept)
  const fixed = await ackurate([...search, '--baseline', earlier, '--comment', 'f.md'], mended)
  expect(fixed.code).toBe(0)
  expect(fixed.out).toContain(
    'No longer broken:\n\n  orders no longer breaks at-least-once under crash',
  )
  expect(readFileSync(join(mended, 'f.md'), 'utf8')).toContain(
    '### ✅ Ackurate: orders keeps its claims\n',
  )
})

test.each([
  ['--baseline: cannot read no.json: ENOENT', { argv: ['--baseline', 'no.json'], files: {} }],
  ['--baseline: old.json is of schema "ackurate/comparison@0"; this reads', old('@0')],
  ['--baseline: old.json is no comparison (what --json writes): version must be a text', old('@1')],
  ['--comment and --junit name the same file', same('--comment', '--junit')],
  ['--baseline and --comment name the same file', same('--comment', '--baseline')],
  ['--json and --badge name the same file', same('--badge', '--json')],
  ['--shard does not go with --comment: give it to "ackurate merge" instead', shard()],
])('what is wrong is said before the search: %s', async (message, { argv, files }) => {
  const where = folderOf(files)
  const ran = await ackurate(['check', 'auto-commit', ...argv], where)
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(ran.err).toMatch(/^ackurate: .*\n$/)
  expect(ran.err).toContain(message)
})

function old(version: string) {
  const text = JSON.stringify({ schema: `ackurate/comparison${version}` })
  return { argv: ['--baseline', 'old.json'], files: { 'old.json': text } }
}

function same(...options: readonly string[]) {
  const argv = options.flatMap((option, at) => [option, at === 0 ? 'x' : './x'])
  return { argv, files: { x: comparisonJson(comparison) } }
}

function shard() {
  return { argv: ['--shard', '1/2', '--json', 'a.json', '--comment', 'c.md'], files: {} }
}
