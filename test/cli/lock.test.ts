/** Several writers of one file of regressions: no find is lost, no lock is left behind. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { whileLocked } from '../../src/cli/regressions/lock.ts'
import { folderOf } from './fake-terminal.ts'

test('writers take turns', async () => {
  const file = join(folderOf({ list: '' }), 'list')
  const add = (word: string) =>
    whileLocked(file, async () => {
      const before = readFileSync(file, 'utf8')
      await setImmediate()
      writeFileSync(file, `${before}${word}`)
    })
  await Promise.all(['a', 'b', 'c', 'd'].map(add))
  expect([...readFileSync(file, 'utf8')].sort().join('')).toBe('abcd')
  expect(existsSync(`${file}.lock`)).toBe(false)
})

test('a lock left behind is taken over, and an error gives it back', async () => {
  // No process has that number: they end before it.
  const folder = folderOf({ 'list.lock': '4194305' })
  const failed = whileLocked(join(folder, 'list'), async () => {
    throw new RangeError('no')
  })
  await expect(failed).rejects.toThrow('no')
  expect(readdirSync(folder)).toEqual([])
})
