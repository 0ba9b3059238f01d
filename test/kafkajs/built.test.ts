/** What only the compiled command can show: a service that holds its thread for ever is ended. */
import { expect, test } from 'vitest'
import { runBuilt } from '../cli/built.ts'
import { folderWith } from './folder.ts'

/** Holds the thread as an endless loop does, but costs nothing. */
const hold = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'

test.each([
  ['when it is loaded', `${hold}\nexport default () => {}`],
  ['in its handler', `export default async () => { await null; ${hold} }`],
])('a service that never comes back %s', { concurrent: true }, async (_, text) => {
  const ran = await runBuilt(['check', './x.js'], folderWith({ 'x.js': text }))
  const said = 'ackurate: ./x.js did not come back for 10 s: it seems to loop for ever'
  expect(ran.err).toMatch(new RegExp(`^${said} at \\S+x\\.js:\\d+:\\d+\\n$`))
  expect(ran).toMatchObject({ code: 2, out: '' })
})
