/** What a user's code prints, in the thousands of schedules that are played of it. */
import { expect, test } from 'vitest'
import { folderWith } from '../kafkajs/folder.ts'
import { runBuilt } from './built.ts'
import { program } from './nasty/files.ts'

const files = {
  'few.js': program("console.log('here'); console.error('there')"),
  'first.js': program('', "console.log('loaded')"),
  'many.js': program("console.log('x'.repeat(1e5))"),
}
const argv = '--faults crash --schedules 20 --json -'.split(' ')

test('what it prints as it is loaded disturbs no report', async () => {
  const ran = await runBuilt(['check', './first.js', ...argv], folderWith(files))
  expect(JSON.parse(ran.out)).toHaveProperty('cells')
  expect(ran.err).toContain('loaded\n')
}, 60_000)

test('what it prints in a schedule disturbs no report', async () => {
  const ran = await runBuilt(['check', './few.js', ...argv], folderWith(files))
  expect(JSON.parse(ran.out)).toHaveProperty('cells')
  expect(ran.err).toContain('here\n')
  expect(ran.err).toContain('there\n')
}, 60_000)

test('only the beginning of it is shown', async () => {
  const { out, err } = await runBuilt(['check', './many.js', ...argv], folderWith(files))
  expect(JSON.parse(out)).toHaveProperty('cells')
  expect(err.length).toBeLessThan(30_000)
  expect(err).toContain('what your code prints beyond this is left out')
}, 60_000)
