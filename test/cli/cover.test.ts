import { expect, it } from 'vitest'
import { ackurate, folderOf } from './fake-terminal.ts'

const quick = 'check commit-sync-after-batch --faults none --schedules 2 --properties in-order'

it('a threshold that is missed leaves the search undecided, and is named', async () => {
  const missed = await ackurate([...quick.split(' '), '--cover', 'sometimes:zombie-processing>=1'])
  expect(missed.code).toBe(3)
  expect(missed.err).toContain('coverage sometimes:zombie-processing>=1 is not met: 0 times')
})

it('thresholds come from a file, too; all that was met is shown when asked for', async () => {
  const folder = folderOf({ 'cover.json': '["sometimes:record-processed>=2"]' })
  const argv = [...quick.split(' '), '--cover', 'cover.json', '--coverage']
  const { code, out } = await ackurate(argv, folder)
  expect(code).toBe(0)
  expect(out).toContain('Requests, by the status in which they found the group:')
})

it.each([
  ['fault-phase', 'is no threshold'],
  ['nowhere.json', 'cannot read nowhere.json'],
])('--cover %s is a mistake in one line', async (word, why) => {
  const { code, out, err } = await ackurate([...quick.split(' '), '--cover', word])
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(why)
  expect(err.trim().split('\n')).toHaveLength(1)
})
