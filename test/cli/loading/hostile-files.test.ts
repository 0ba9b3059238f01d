/** Files that break what runs them, or what looks at them: one line, and code 2. */
import { expect, test } from 'vitest'
import { restoreGlobals } from '../../../src/cli/loading/globals.ts'
import { ackurate, folderOf } from '../fake-terminal.ts'

const good = `{ name: 'mine', claims: 'at-least-once', *run({ consumer, process: handle }) {
  for (;;) {
    for (const record of yield* consumer.poll()) yield* handle(record)
    yield* consumer.commitSync()
  }
} }`
const within = (work: string) => `export const mine = { name: 'mine', claims: 'at-least-once',
  *run({ consumer, process: handle }) { for (;;) {
    for (const record of yield* consumer.poll()) { yield* handle(record); ${work} }
    yield* consumer.commitSync()
  } } }`
const hostile = `new Proxy({}, { get() { throw new Error('no look') },
  getPrototypeOf() { throw new Error('no class') }, ownKeys() { throw new Error('no keys') } })`

const check = ['check', './mine.js', '--faults', 'crash', '--schedules', '20', '--jobs', '1']

test.each([
  ['deletes a class', `delete globalThis.Set\nexport const mine = ${good}`, 'changes Set, which'],
  [
    'replaces a method',
    `Array.prototype.map = () => []\nexport const mine = ${good}`,
    'changes Array.prototype.map, which',
  ],
  ['deletes a class while it runs', within('delete globalThis.Map'), 'changes Map, which'],
  [
    'exports a getter that throws',
    'export const mine = { get name() { throw new Error("no name") }, claims: 1, *run() {} }',
    'cannot load ./mine.js: no name (mine.js:1)',
  ],
  [
    'has a claim that throws',
    `const odd = { get message() { throw 1 } }
     export const mine = { name: 'm', get claims() { throw odd }, *run() {} }`,
    'cannot load ./mine.js: it throws what cannot be told',
  ],
  ['exports a hostile proxy', `export const mine = ${hostile}`, 'exports no strategy'],
  ['throws a hostile proxy while it is loaded', `throw ${hostile}`, 'cannot load ./mine.js'],
])('a file that %s', async (_, text, line) => {
  const ran = await ackurate(check, folderOf({ 'mine.js': text }))
  expect(ran.err).toContain(line)
  expect(ran.err.trim().split('\n')).toHaveLength(1)
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(restoreGlobals()).toBeNull()
})

test.each([
  ['frozen', 'throw Object.freeze(new Error("frozen"))'],
  ['a hostile proxy', `throw ${hostile}`],
])('what a program throws may be %s', async (_, work) => {
  const ran = await ackurate(
    check,
    folderOf({ 'mine.js': within(`if (record.offset > 3) ${work}`) }),
  )
  expect(ran.err).not.toContain('bug in ackurate')
  expect([0, 1, 2, 3]).toContain(ran.code)
})

test('what a user may replace is let be', async () => {
  const replaced = 'Math.random = () => 4\nglobalThis.Set.prototype.mine = 1'
  const text = `${replaced}\nexport const mine = ${good}`
  const [random, ran] = [Math.random, await ackurate(check, folderOf({ 'mine.js': text }))]
  Math.random = random
  delete (Set.prototype as { mine?: number }).mine
  expect(ran.err).not.toContain('changes')
})
