/** Which line of a user's file is pointed at. */
import { expect, test } from 'vitest'
import { sourceLine } from '../../../src/cli/review/source-place.ts'

const file = `/** export const commitLate: says a comment, name: 'late' too */
import type { Strategy } from 'ackurate'

export const commitEarly: Strategy = {
  // name: 'late',
  name: "early",
}

const inner: Strategy = {
  name: 'late',
}

export { other, inner as commitLate }

export default async function start() {}
`

test.each([
  ['the export that was named', 'early', 'commitEarly', 4],
  ['an export under another name', 'late', 'commitLate', 9],
  ['the name, where no export was named', 'late', null, 10],
  ['the name in other quotes', 'early', null, 6],
  ['the default export of a service', 'orders', null, 15],
  ['the default export by its name', 'orders', 'default', 15],
])('it is the line of %s', (_, name, exported, line) => {
  expect(sourceLine(file, name, exported)).toBe(line)
})

test('it is the first line where nothing is found, whatever the name is', () => {
  expect(sourceLine('run()\n', 'a(b[c$', 'x.*')).toBe(1)
  expect(sourceLine('', 'orders', null)).toBe(1)
})

test('it is that of module.exports in a CommonJS module', () => {
  expect(sourceLine("'use strict'\n\nmodule.exports = start\n", 'orders', null)).toBe(3)
})
