/** Every word that a reader meets is explained, and an unknown one is answered by the nearest. */
import { expect, test } from 'vitest'
import { phaseNames } from '../../src/properties/phases.ts'
import { glossary, meaningOf } from '../../src/report/glossary.ts'
import { ackurate } from './fake-terminal.ts'

test.each(['struck', 'kept', 'told', 'dead', 'effect-left', 'handed', 'vacuous', 'storm'])(
  '%s is explained',
  async (word) => {
    const ran = await ackurate(['explain', word])
    expect(ran).toEqual({ code: 0, out: `${word}: ${meaningOf(word)}\n`, err: '' })
    expect(ran.out.length).toBeGreaterThan(word.length + 20)
  },
)

test.each([
  [['not', 'found'], 'not found: No schedule'],
  [['Storm'], 'storm: '],
  [['at-least-once'], 'at-least-once: Every record the group owed'],
  [['crash'], 'crash: '],
  [['auto-commit'], 'auto-commit: '],
])('%j is explained, too', async (words, start) => {
  const ran = await ackurate(['explain', ...words])
  expect(ran.out.startsWith(start)).toBe(true)
  expect(ran.code).toBe(0)
})

test('an unknown word is answered by the nearest ones, with exit code 2', async () => {
  const ran = await ackurate(['explain', 'strom'])
  expect(ran.err).toMatch(/^ackurate: nothing is known of "strom"; the nearest are storm, /)
  expect(ran).toMatchObject({ code: 2, out: '' })
})

test('every phase in which a fault strikes has a word, and no word stands twice', () => {
  const words = glossary.map(({ word }) => word)
  expect(words).toEqual(expect.arrayContaining([...phaseNames]))
  expect([...new Set(words)]).toEqual(words)
})
