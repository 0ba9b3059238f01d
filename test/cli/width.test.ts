/** What a command prints is as wide as the terminal, and a baseline's story is told once. */
import { expect, test } from 'vitest'
import { committing } from './committing.ts'
import { ackurate, folderOf } from './fake-terminal.ts'

const few = ['--faults', 'crash,join,store-failure', '--schedules', '100', '--no-delays'] as const

test('of a terminal whose width is known no line is longer, but those to copy', async () => {
  const at = folderOf({ 'consumer.ts': committing('consumer', 'before') })
  const lined = await ackurate(['check', 'consumer.ts', ...few, '--jobs', '1'], at, undefined, 60)
  expect(lined.out).toMatch(/^crash +✖! /m)
  expect(lined.out).not.toMatch(/^store-failure/m)
  const long = lined.out.split('\n').filter((line) => [...line].length > 60)
  expect(long.filter((line) => !/^ *(?:\d+|✗) {2,}|replay: |│/.test(line))).toEqual([])
})

test('a baseline is told first, and a story once', async () => {
  const at = folderOf({
    'sound.ts': committing('consumer', 'after'),
    'broken.ts': committing('consumer', 'before'),
  })
  const check = (file: string, ...more: string[]) =>
    ackurate(['check', file, ...few, '--jobs', '1', ...more], at)
  await check('sound.ts', '--json', 'sound.json')
  const broken = await check('broken.ts', '--baseline', 'sound.json', '--json', 'broken.json')
  expect(broken.code).toBe(1)
  expect(broken.out).toMatch(/^Compared with the baseline [^\n]*\n\nNew violations:\n\n/)
  expect(broken.out.match(/^consumer breaks at-least-once/gm)).toHaveLength(1)
  expect(broken.out.match(/replay: /g)).toHaveLength(1)
  const fixed = await check('sound.ts', '--baseline', 'broken.json')
  expect(fixed.out.split('\n').slice(2, 5)).toEqual([
    'No longer broken:',
    '',
    '  consumer no longer breaks at-least-once under crash',
  ])
})
