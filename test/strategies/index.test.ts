/** The entry `ackurate/strategies` leaves no strategy out. */
import { expect, test } from 'vitest'
import * as entry from '../../src/strategies/index.ts'

test('every strategy that ships is exported by its own name', () => {
  const exported = Object.entries(entry).flatMap(([name, value]) =>
    'name' in value ? [[name, value] as const] : [],
  )
  const camel = (name: string) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
  expect(exported.map(([name]) => name)).toEqual(exported.map(([, { name }]) => camel(name)))
  const shipped = entry.strategies.map(({ strategy }) => strategy)
  expect(new Set(exported.map(([, strategy]) => strategy))).toEqual(new Set(shipped))
  expect(exported).toHaveLength(shipped.length)
})
