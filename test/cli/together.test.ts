/** `check` looks for what takes several kinds of fault, after each kind by itself. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Comparison } from '../../src/search/verdicts/comparison.ts'
import { ackurate, folderOf } from './fake-terminal.ts'

/** Keeps every promise under each kind of fault alone; loses after an error and a shutdown. */
const twoKinds = `
import { isException, type Strategy } from 'ackurate'
export const twoKinds: Strategy = {
  name: 'two-kinds',
  claims: 'at-least-once',
  survives: ['crash', 'shutdown', 'join', 'handler-error'],
  *run({ consumer, process, stopping }) {
    let failed = false
    for (;;) {
      for (const record of yield* consumer.poll()) {
        if (failed && (yield* stopping())) {
          // The call that waits is woken, the next one is not.
          try {
            yield* consumer.commitSync()
          } catch {
            yield* consumer.commitSync()
          }
          return
        }
        for (let done = false; !done; ) {
          try {
            yield* process(record)
            done = true
          } catch (error) {
            if (isException(error, 'WakeupException')) throw error
            failed = true
          }
        }
      }
      yield* consumer.commitSync()
    }
  },
}
`
const small = ['--properties', 'at-least-once', '--schedules', '100', '--jobs', '1'].concat([
  '--partitions',
  '1',
  '--members',
  '1',
  '--records',
  '6',
])
const patient = { timeout: 240_000 }

test('a bug of two kinds is found, told under just these, and fails', patient, async () => {
  const folder = folderOf({ 'two-kinds.ts': twoKinds })
  const ran = await ackurate(['check', './two-kinds.ts', ...small, '--json', 'one.json'], folder)
  expect(ran.code).toBe(1)
  const [verdict] = ran.out.split('\n')
  const broken = 'at-least-once under shutdown\\+handler-error'
  expect(verdict).toMatch(
    new RegExp(
      `^two-kinds claims at-least-once\\. Broken \\(✖\\): ${broken}\\. Not claimed under `,
    ),
  )
  expect(ran.out).toMatch(/^4 kinds of fault together: \d+ schedules, broken under shutdown\+/m)
  expect(ran.out).toMatch(/^two-kinds breaks at-least-once under shutdown and handler-error /m)
  const text = readFileSync(join(folder, 'one.json'), 'utf8')
  const { cells, together } = JSON.parse(text) as Comparison
  expect(together).toMatchObject({ faults: 'crash+shutdown+join+handler-error', complete: true })
  const replay = cells.find(({ fault }) => fault.includes('+'))?.counterexample?.replay ?? ''
  const replayed = await ackurate(replay.split(' ').slice(1), folder)
  expect(replayed.out).toContain('breaks at-least-once under shutdown and handler-error')

  const shards = ['1/2', '2/2'].map(async (shard) => {
    const json = `${shard[0]}.json`
    await ackurate(['check', './two-kinds.ts', ...small, '--shard', shard, '--json', json], folder)
  })
  await Promise.all(shards)
  await ackurate(['merge', '1.json', '2.json', '--json', 'merged.json'], folder)
  expect(readFileSync(join(folder, 'merged.json'), 'utf8')).toBe(text)
})

test('not where faults are chosen', async () => {
  const folder = folderOf({ 'two-kinds.ts': twoKinds })
  const chosen = ['--faults', 'shutdown,handler-error', '--json', '-']
  const { code, out } = await ackurate(['check', './two-kinds.ts', ...small, ...chosen], folder)
  expect(code).toBe(0)
  expect(JSON.parse(out)).not.toHaveProperty('together')
})
