/** What a fault cannot touch in the smallest world is searched in larger ones. */
import { expect, test } from 'vitest'
import type { Comparison } from '../../src/search/verdicts/comparison.ts'
import { ackurate, folderOf } from './fake-terminal.ts'

const words = '--delays 2 --schedules 100 --properties at-least-once --json - --jobs 1'.split(' ')

/** The sizes of the world in which at-least-once was proved; undefined: it was not. */
async function provedIn(strategy: string, fault: string) {
  const about = ['--strategies', strategy, '--faults', fault]
  const ran = await ackurate(['compare', ...about, ...words], folderOf({}))
  const { cells }: Comparison = JSON.parse(ran.out)
  const cell = cells.find((one) => one.fault === fault && one.property === 'at-least-once')
  expect(cell).toMatchObject({ claimed: true })
  return cell?.verdict === 'holds' && 'states' in cell.search
    ? cell.search.states?.within
    : undefined
}

test('an ack that comes with the fifth record is searched with six', async () => {
  const within = await provedIn('spring-count', 'commit-lost')
  expect(within).toMatchObject({ members: 1, records: 6, delaysMax: 2 })
})

test('times are told apart, so that a sink task is proved, of whom two join', async () => {
  const within = await provedIn('connect-put', 'commit-lost')
  expect(within).toMatchObject({ members: 2, records: 2, delaysMax: 2 })
})
