/** `auto.offset.reset=by_duration:…`: taken of programs, and proved; refused of services. */
import { expect, test } from 'vitest'
import { ackurate } from './fake-terminal.ts'

const check = (strategy: string, duration: string) => {
  const set = ['--set', `auto.offset.reset=by_duration:${duration}`]
  return ackurate(['check', strategy, '--faults', 'none', '--schedules', '100', ...set])
}

test('a program is searched with it, and proved', async () => {
  const { code, out } = await check('commit-sync-after-batch', 'PT1H')
  expect(code).toBe(0)
  expect(out).toContain('No claim is broken')
  expect(out.split('\n').find((line) => line.startsWith('none'))).toMatch(/^none +✔/)
})

test('kafkajs has no such thing', async () => {
  const { code, err } = await check('kafkajs-each-message', 'PT1H')
  expect(code).toBe(2)
  expect(err).toContain('kafkajs has no auto.offset.reset=by_duration')
})

test.each(['5m', 'PT', '-PT1S'])('%s is no duration', async (duration) => {
  const { code, err } = await check('commit-sync-after-batch', duration)
  expect(code).toBe(2)
  expect(err).toContain('none or by_duration:PnDTnHnMn.nS')
})
