/** What a user's file leaves behind, throws late, or ends: a command ends, and says so. */
import { expect, test } from 'vitest'
import { folderWith } from '../kafkajs/folder.ts'
import { runBuilt } from './built.ts'

const program = (work = '') => `
  export const mine = {
    name: 'mine',
    claims: 'at-least-once',
    *run({ consumer, process: handle }) {
      for (;;) {
        for (const record of yield* consumer.poll()) {
          yield* handle(record)
          ${work}
        }
        yield* consumer.commitSync()
      }
    },
  }`

const check = ['check', './x.js', '--faults', 'crash', '--schedules', '100', '--no-regressions']
const late = 'ackurate: your code throws outside of any run: Error: too late (X:1:'

test('a timer at the top of a file keeps no command', async () => {
  const ran = await runBuilt(
    check,
    folderWith({ 'x.js': `setInterval(() => {}, 1000)${program()}` }),
  )
  expect(ran.code).toBe(0)
  expect(ran.out).toContain('No claim is broken.')
})

test.each([
  ['a throw from a timer', "setTimeout(() => { throw new Error('too late') }, 50)", late],
  ['a rejection that nobody awaits', "Promise.reject(new Error('too late'))", late],
])('%s', async (_, first, line) => {
  const folder = folderWith({ 'x.js': `${first}${program()}` })
  const ran = await runBuilt(check, folder)
  expect(ran.code).toBe(2)
  expect(ran.err.replace(/\(\S*x\.js/, '(X')).toContain(line)
  expect(
    ran.err
      .trim()
      .split('\n')
      .filter((text) => text.startsWith('ackurate:')),
  ).toHaveLength(1)
})

test('a program that exits', async () => {
  const ran = await runBuilt(check, folderWith({ 'x.js': program('process.exit(0)') }))
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(ran.err).toContain('ackurate: a program calls process.exit(0), which would end ackurate')
})
