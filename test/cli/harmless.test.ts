/** What a user's file says cannot steer a terminal or a pipeline, whoever shows it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ackurate, folderOf } from './fake-terminal.ts'

const nasty = String.raw`boo\n::error file=a.ts::boo\u001b[31m\u0007\u0000\u2028\u202e\ud800`

/** Nothing but line breaks, and none that begins a command of GitHub's. */
function complaints(text: string): readonly string[] {
  const controls = text.replaceAll('\n', '').match(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202e]/gu) ?? []
  const commands = text.split('\n').filter((line) => /^\s*::/.test(line))
  return [...controls, ...commands]
}

const program = (name: string, work: string) => `export const mine = { name: "${name}",
  claims: 'at-least-once', *run({ consumer, process: handle }) { for (;;) {
    const records = yield* consumer.poll()
    yield* consumer.commitSync()
    for (const record of records) { yield* handle(record); ${work} }
  } } }`

const check = 'check ./mine.js --faults crash --schedules 40 --jobs 1 --out out'.split(' ')

test.each([
  ['a name', program(nasty, ''), 2],
  ['an error while it is loaded', `throw new Error("${nasty}")`, 2],
  ['an error of an odd name', `throw Object.assign(new Error("x"), { name: "${nasty}" })`, 2],
  ['a claim', `export const m = { name: 'm', claims: "${nasty}", *run() {} }`, 2],
  ['the name of an export', `export const m = 1; export { m as "${nasty}" }`, 2],
  [
    'what a program throws',
    program('mine', `if (record.offset > 4) throw new Error("${nasty}")`),
    1,
  ],
])('%s', async (_, text, code) => {
  const folder = folderOf({ 'mine.js': text })
  const ran = await ackurate(check, folder)
  expect(ran.code).toBe(code)
  expect(complaints(ran.out + ran.err)).toEqual([])
  if (code === 2) return expect(ran.err.trim().split('\n')).toHaveLength(1)
  expect(ran.out).toContain('boo')
  for (const name of ['README.md', 'comparison.json', 'index.html']) {
    expect(complaints(readFileSync(join(folder, 'out', name), 'utf8'))).toEqual([])
  }
})

test('a word of the command line', async () => {
  const word = JSON.parse(`"./${nasty}.js"`) as string
  for (const argv of [['check', word], ['check', 'auto-commit', `--${word}`], [word]]) {
    const ran = await ackurate(argv, folderOf({}))
    expect(ran.code).toBe(2)
    expect(complaints(ran.err)).toEqual([])
  }
})
