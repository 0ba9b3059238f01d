/** Files that were damaged, or made by others, are a mistake in one line, never a bug. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readJson } from '../../src/cli/read-json.ts'
import { ackurate, folderOf } from './fake-terminal.ts'

const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
const tooDeep = 'it is nested more than 200 deep'

test.each([
  ['more than a stack holds', deep, `p: cannot read a.json: ${tooDeep}`],
  ['no JSON', '{\n "a": \n', 'p: cannot read a.json: '],
])('%s is refused in one line', (_, text, line) => {
  const read = () => readJson('a.json', folderOf({ 'a.json': text }), 'p: ')
  expect(read).toThrow(line)
  expect(read).not.toThrow('\n')
})

test('what an editor begins a file with is no harm', () => {
  expect(readJson('a.json', folderOf({ 'a.json': '\uFEFF{"a":1}' }))).toEqual({ a: 1 })
})

const hunt = (asked: string) =>
  `{"schema":"ackurate/hunt@1","asked":${asked},"rounds":1,"schedules":1,"finds":0}`
const kept = (entry: string) => `{"schema":"ackurate/regressions@1","regressions":[${entry}]}`
const huntArgv = 'hunt commit-sync-mid-batch --state a.json --regressions none.json'
const checkArgv = 'check commit-sync-mid-batch --schedules 1 --faults none --regressions a.json'

test.each([
  [huntArgv, hunt('null'), 'a.json is no state of a hunt'],
  [huntArgv, hunt(`{"strategies":${deep}}`), tooDeep],
  ['merge a.json', `{"schema":"ackurate/shard@1","version":"0.1.0","a":${deep}}`, tooDeep],
  ['merge a.json', '{"schema":"ackurate/shard@1","version":{}}', 'is of ackurate {}, and this is'],
  ['merge a.json', '{"schema":"ackurate/shard@1"}', 'is of ackurate nothing, and this is'],
  [checkArgv, kept('{"fault":[1]}'), 'a.json, regression 1: fault must be a text, not [1]'],
  [checkArgv, kept('{}'), 'a.json, regression 1: fault must be a text, not nothing'],
  [checkArgv, kept(deep), tooDeep],
  [`${checkArgv} --cover a.json`, deep, tooDeep],
  ['report a.json', deep, tooDeep],
  [`${checkArgv} --baseline a.json`, deep, tooDeep],
])('%s', async (argv, text, line) => {
  const folder = folderOf({})
  writeFileSync(join(folder, 'a.json'), text)
  const { code, out, err } = await ackurate(argv.split(' '), folder)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(line)
  expect(err.trim().split('\n')).toHaveLength(1)
})
