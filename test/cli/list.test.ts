import { expect, test } from 'vitest'
import { faultNames } from '../../src/model/faults/names.ts'
import { propertyNames } from '../../src/properties/all.ts'
import { strategies } from '../../src/strategies/all.ts'
import { ackurate } from './fake-terminal.ts'

test('shows everything without an argument, one list with one', async () => {
  const all = await ackurate(['list'])
  expect(all).toMatchObject({ code: 0, err: '' })
  const names = strategies.map(({ strategy }) => strategy.name)
  for (const name of [...names, ...faultNames, ...propertyNames, 'max.poll.records']) {
    expect(all.out).toContain(`  ${name}  `)
  }
  const faults = await ackurate(['list', 'faults'])
  expect(faults.out.trim().split('\n')).toHaveLength(2 + faultNames.length)
})

test('writes JSON to standard output', async () => {
  const { out } = await ackurate(['list', 'strategies', '--json', '-'])
  const data = JSON.parse(out) as { strategies: { name: string; faulty: boolean }[] }
  expect(data.strategies).toHaveLength(strategies.length)
  expect(data.strategies.some(({ faulty }) => faulty)).toBe(true)
})
