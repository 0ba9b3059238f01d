/** A hunt finds, keeps, says so in this order, and goes on where it was stopped. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Regression } from '../../src/search/planning/regression.ts'
import { ackurate, folderOf } from './fake-terminal.ts'
import { schemaComplaints } from './schemas.ts'

const faulty = 'commit-sync-mid-batch'
const sizes = ['--records', '8', '--partitions', '1', '--schedules', '20']
const tiny = ['hunt', faulty, '--faults', 'crash,join+shutdown', ...sizes]

function filesOf(folder: string) {
  const read = (name: string) => readFileSync(join(folder, 'reports', name), 'utf8')
  return { finds: read('regressions.json'), state: read('hunt.json') }
}

test('finds are kept once, told with their replay line, and make the exit code 1', async () => {
  const folder = folderOf({})
  const whole = await ackurate([...tiny, '--rounds', '2'], folder)
  expect(whole.code).toBe(1)
  const { finds, state } = filesOf(folder)
  const { regressions } = JSON.parse(finds) as { regressions: readonly Regression[] }
  const told = whole.out.split('\n').filter((line) => line.startsWith('round '))
  expect(told.map((line) => line.replace(/^round \d+: /, ''))).toEqual(
    regressions.map(({ story }) => story),
  )
  expect(regressions.length).toBeGreaterThan(1)
  expect(schemaComplaints('regressions', JSON.parse(finds))).toEqual([])
  expect(schemaComplaints('hunt', JSON.parse(state))).toEqual([])
  expect(JSON.parse(state)).toMatchObject({ rounds: 2, schedules: 80, finds: told.length })

  // A replay line, pasted, breaks it again, although the hunt had more faults in play.
  const narrow = regressions.find(({ fault }) => fault === 'shutdown')
  const line = /; ackurate (.*)$/.exec(narrow?.story ?? '')?.[1] ?? ''
  const replayed = await ackurate(line.split(' '), folder)
  expect(replayed.out).toContain(`${faulty} breaks at-least-once under shutdown`)

  // In pieces, it is the same hunt.
  const parts = folderOf({})
  await ackurate([...tiny, '--rounds', '1'], parts)
  const rest = await ackurate([...tiny, '--rounds', '1', '--jobs', '2'], parts)
  expect(rest.err).toContain('reports/hunt.json: going on with round 1\n')
  expect(filesOf(parts)).toEqual({ finds, state })
})

test('a hunt that finds nothing ends with 0, and writes no finds', async () => {
  const folder = folderOf({})
  const sound = ['hunt', 'commit-sync-after-batch', '--schedules', '5', '--rounds', '2']
  const ran = await ackurate(sound, folder)
  expect(ran).toMatchObject({ code: 0 })
  expect(ran.out).toMatch(/^2 rounds, 40 schedules: 0 broken claims new /)
  expect(existsSync(join(folder, 'reports/regressions.json'))).toBe(false)
})

test('the time ends it within a round', async () => {
  const folder = folderOf({})
  const ran = await ackurate([...tiny, '--time', '300ms', '--rounds', '1000'], folder)
  expect([0, 1]).toContain(ran.code)
  expect(Number(/^(\d+) round/m.exec(ran.out.split('\n').at(-2) ?? '')?.[1])).toBeLessThan(1000)
})

test('the state of another hunt is refused', async () => {
  const folder = folderOf({})
  await ackurate([...tiny, '--rounds', '1'], folder)
  const other = await ackurate([...tiny, '--seed', '7', '--rounds', '1'], folder)
  expect(other).toMatchObject({ code: 2, out: '' })
  expect(other.err).toContain('is the state of another hunt (not the same seed)')
})

test('where nothing is claimed, nothing is hunted', async () => {
  const folder = folderOf({})
  const argv = ['hunt', faulty, '--faults', 'retention', '--properties', 'at-least-once']
  const ran = await ackurate(argv, folder)
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(ran.err).toContain('nothing to hunt: no claim is made under these faults and properties')
})
