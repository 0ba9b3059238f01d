/** `ackurate.config.ts`: what it changes, what is stronger, and what is said of mistakes. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import { ackurate, folderOf } from '../fake-terminal.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const mine = `
  import type { Strategy } from 'ackurate'
  export const mine: Strategy = {
    name: 'mine',
    claims: 'at-least-once',
    *run({ consumer, process }) {
      for (;;) {
        for (const record of yield* consumer.poll()) yield* process(record)
        yield* consumer.commitSync()
      }
    },
  }`

const config = `
  import { defineConfig } from 'ackurate'
  const few: number = 4
  export default defineConfig({
    strategies: ['./mine.ts'],
    faults: ['none', 'crash+join'],
    properties: ['at-least-once'],
    settings: { 'max.poll.records': 3, 'enable.auto.commit': false },
    scenario: { records: 6, partitions: 1, newGroup: true },
    schedules: few,
    seed: 7,
    outputs: { json: 'out.json', out: 'told', junit: 'junit.xml', badge: 'badge.svg' },
  })`

function comparisonIn(folder: string): Comparison {
  return JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Comparison
}

test('compare takes everything from it', async () => {
  const folder = folderOf({ 'mine.ts': mine, 'ackurate.config.ts': config })
  expect((await ackurate(['compare'], folder)).err).not.toContain('ackurate:')
  const { seed, scenario, strategies, cells } = comparisonIn(folder)
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['told', 'junit.xml', 'badge.svg']))
  expect(seed).toBe('7')
  expect(scenario).toMatchObject({ records: 6, partitions: 1, members: 2, newGroup: true })
  expect(scenario.settings['max.poll.records']).toBe(3)
  expect(strategies.map(({ name }) => name)).toEqual(['mine'])
  expect(cells.map(({ fault, search }) => [fault, search.schedules])).toEqual([
    ['none', 4],
    ['crash+join', 4],
  ])
})

test('the command line is stronger than the environment, and that than the file', async () => {
  const folder = folderOf({ 'mine.ts': mine, 'ackurate.config.ts': config })
  vi.stubEnv('ACKURATE_SCHEDULES', '3')
  vi.stubEnv('ACKURATE_SEED', 'nightly')
  const argv = ['--seed', '9', '--set', 'max.poll.records=2', '--faults', 'join']
  await ackurate(['compare', ...argv, '--strategies', 'auto-commit'], folder)
  const { seed, scenario, cells } = comparisonIn(folder)
  expect(seed).toBe('9')
  expect(scenario.settings).toMatchObject({ 'max.poll.records': 2, 'enable.auto.commit': false })
  expect(cells.map(({ strategy, fault, search }) => [strategy, fault, search.schedules])).toEqual([
    ['auto-commit', 'join', 3],
  ])
})

test('--config names another; its paths start where it is', async () => {
  const folder = folderOf({})
  mkdirSync(join(folder, 'kafka'))
  const text = config.replace("'out.json'", "'../out.json'")
  writeFileSync(join(folder, 'kafka', 'nightly.mjs'), text.replace(': number', ''))
  writeFileSync(join(folder, 'kafka', 'mine.ts'), mine.replace('commitSync()', 'commitAsync()'))
  const ran = await ackurate(['compare', '--config', 'kafka/nightly.mjs'], folder)
  expect(ran.err).not.toContain('ackurate:')
  expect(comparisonIn(folder).strategies.map(({ name }) => name)).toEqual(['mine'])
  expect(readdirSync(join(folder, 'kafka'))).toContain('told')
})

test('check and hunt read it, too; a shard leaves its outputs to the whole', async () => {
  const folder = folderOf({ 'mine.ts': mine, 'ackurate.config.ts': config })
  await ackurate(['check', 'commit-on-revoke'], folder)
  expect(comparisonIn(folder).cells.map(({ fault }) => fault)).toEqual(['none', 'crash+join'])
  const hunted = await ackurate(['hunt', '--rounds', '1', '--state', 'h.json'], folder)
  expect(hunted).toMatchObject({ code: 0, err: 'round 0: 8 schedules, 0 new\n' })
  expect(hunted.out).toContain('1 round, 8 schedules')
  const part = ['--shard', '1/2', '--json', 'part.json']
  expect(await ackurate(['compare', ...part], folder)).toMatchObject({ code: 0 })
  expect(readdirSync(folder)).toContain('part.json')
})

test.each([
  ['{ strategys: [] }', 'there is no key "strategys"; did you mean strategies?'],
  ['{ scenario: { recrods: 3 } }', 'there is no key "scenario.recrods"; did you mean records?'],
  ['{ outputs: { pdf: "x" } }', 'there is no key "outputs.pdf"; it may be out, json, comment'],
  ['{ schedules: "many" }', 'schedules must be a number, not "many"'],
  ['{ schedules: 0 }', 'schedules takes a whole number from 1 to 100000000, not "0"'],
  ['{ faults: "crash" }', 'faults must be a list of texts, not "crash"'],
  ['{ faults: ["crsh"] }', 'faults: there is no fault "crsh"; did you mean crash?'],
  ['{ settings: { "max.poll.record": 3 } }', 'did you mean max.poll.records?'],
  ['{ settings: { "max.poll.records": [] } }', 'settings.max.poll.records must be a text, a'],
  ['{ scenario: { members: 99 } }', 'scenario.members takes a whole number from 1 to 8'],
  ['{ time: "30" }', 'time takes a time with its unit, such as 30s or 2m, not "30"'],
  ['{ regressions: true }', 'regressions must be a file or false, not true'],
  ['{ seed: 7n }', 'seed must be a text or a number, not 7n'],
  ['{ jobs: undefined, cover: [undefined] }', 'cover must be a list of texts, not [ undefined ]'],
  ['[]', 'its default export must be an object'],
  ['(() => { throw new Error("no such shop") })()', 'no such shop (ackurate.config.js:1)'],
])('export default %s: one line', async (value, line) => {
  const folder = folderOf({ 'ackurate.config.js': `export default ${value}` })
  const ran = await ackurate(['compare'], folder)
  expect(ran.err).toContain(line)
  expect(ran.err).toMatch(/^ackurate: [^\n]*ackurate\.config\.js: [^\n]+\n$/)
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(readdirSync(folder)).toEqual(['ackurate.config.js'])
})

test('a file that is not there, two that are, and none', async () => {
  const named = await ackurate(['compare', '--config', 'no.ts'], folderOf({}))
  expect(named).toMatchObject({ code: 2, err: 'ackurate: there is no file no.ts (--config)\n' })
  const two = { 'ackurate.config.ts': 'export default {}', 'ackurate.config.mjs': '' }
  expect((await ackurate(['compare'], folderOf(two))).err).toBe(
    'ackurate: there are ackurate.config.ts and ackurate.config.mjs; choose one with --config\n',
  )
  vi.stubEnv('ACKURATE_SCHEDULES', 'many')
  expect((await ackurate(['check', 'auto-commit'], folderOf({}))).err).toBe(
    'ackurate: ACKURATE_SCHEDULES takes a whole number from 1 to 100000000, not "many"\n',
  )
})
