import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ackurate, folderOf } from './fake-terminal.ts'

const check = ['check', 'commit-sync-after-batch'] as const

test.each<[readonly string[], string]>([
  [['chekc'], "unknown command 'chekc' (Did you mean check?)"],
  [[...check, '--fautls', 'crash'], "unknown option '--fautls' (Did you mean --faults?)"],
  [['check'], "missing required argument 'strategy'"],
  [['check', 'commit-sync-after-bach'], 'did you mean commit-sync-after-batch?'],
  [['check', 'nothing-like-it'], '"ackurate list strategies" shows them'],
  [[...check, '--faults', 'crahs'], 'there is no fault "crahs"; did you mean crash?'],
  [[...check, '--faults', 'crash+none'], 'none stands alone in --faults'],
  [[...check, '--faults', 'crash,,join'], '--faults takes names with commas between them'],
  [[...check, '--properties', 'at-least-onec'], 'did you mean at-least-once?'],
  [[...check, '--set', 'max.poll.record=5'], 'did you mean max.poll.records?'],
  [[...check, '--set', 'max.poll.records=0'], 'a whole number from 1 to 1000000, not "0"'],
  [[...check, '--set', 'auto.offset.reset=erliest'], 'did you mean earliest?'],
  [[...check, '--set', 'max.poll.records'], '--set takes name=value, not "max.poll.records"'],
  [[...check, '--schedules', '0'], '--schedules takes a whole number from 1 to'],
  [[...check, '--schedules', '1e3'], '--schedules takes a whole number from 1 to'],
  [[...check, '--time', '30'], '--time takes a time with its unit, such as 30s or 2m, not "30"'],
  [[...check, '--members', '99'], '--members takes a whole number from 1 to 8, not "99"'],
  [[...check, '--seed', 'a b'], '--seed takes up to 64 letters'],
  [['list', 'fault'], 'there is no list of "fault"; did you mean faults?'],
  [['replay', 'auto-commit'], "required option '--path <path>' not specified"],
  [['replay', 'auto-commit', '--path', '0.x'], '--path: path has "x" at character 3'],
  [['replay', 'auto-commit', '--path', '0', '--faults', 'crash,join'], 'such as crash+join'],
  [['breaking', 'auto-comit'], 'did you mean auto-commit?'],
  [['breaking', 'auto-commit', '--faults', 'crahs'], 'there is no fault "crahs"'],
  [['compare', '--strategies', 'auto-comit'], 'did you mean auto-commit?'],
  [['compare', '--strategies', 'auto-commit,./none.ts'], 'there is no file ./none.ts'],
])('%j: one line on standard error, exit code 2, nothing written', async (argv, line) => {
  const folder = folderOf({})
  const ran = await ackurate(argv, folder)
  expect(ran.err).toContain(line)
  expect(ran.err).toMatch(/^ackurate: [^\n]+\n$/)
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(readdirSync(folder)).toEqual([])
})

test('help and version go to standard output and succeed', async () => {
  expect(await ackurate(['--help'])).toMatchObject({ code: 0, err: '' })
  expect((await ackurate(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect((await ackurate(['check', '--help'])).out).toContain('--schedules <n>')
})

test('no command at all shows the help and fails', async () => {
  const ran = await ackurate([])
  expect(ran.err).toContain('Usage: ackurate')
  expect(ran.code).toBe(2)
})
