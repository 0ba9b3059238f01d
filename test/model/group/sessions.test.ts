/** When a session begins anew, as real brokers of 3.9.1 and 4.1.1 do it (`conformance/`). */
import { expect, test } from 'vitest'
import { groupId, protocol, share } from './fixture.ts'
import { alone, rebalancing, sessionTimeoutMs, Timed } from './timed.ts'

const entry = { topic: 't', partition: 0, offset: 1, leaderEpoch: -1, metadata: '' }

/** Two members, Stable at time 1000; both sessions began there. */
function two(settings: ConstructorParameters<typeof Timed>[0] = {}): Timed {
  const timed = alone(settings)
  timed.until(1000)
  timed.joinAs('B')
  timed.joinAs('B', 'B-1')
  timed.joinAs('A', 'A-0')
  timed.syncAs('A-0', share('A-0', 0), share('B-1', 1))
  timed.syncAs('B-1')
  expect(timed.group.status).toBe('Stable')
  return timed
}

test('not when a follower joins again and nothing has changed', () => {
  const timed = two()
  timed.until(5000)
  expect(timed.joinAs('B', 'B-1')?.error).toBe('NONE')
  expect(timed.sessionEnds.get('B-1')).toBe(1000 + sessionTimeoutMs)
})

test.each([
  ['4', 1000],
  ['3.9', 5000],
] as const)('when a member of a Stable group syncs again: on %s', (version, began) => {
  const timed = two({ 'broker.version': version })
  timed.until(5000)
  timed.syncAs('B-1')
  expect(timed.sessionEnds.get('B-1')).toBe(began + sessionTimeoutMs)
})

test('for all members when a join phase ends, a static one that stayed away included', () => {
  const timed = new Timed()
  timed.joinAs('S', '', { groupInstanceId: 's', sessionTimeoutMs: 120_000 })
  timed.syncAs('S-0', share('S-0', 0))
  timed.until(1000)
  timed.joinAs('B')
  timed.joinAs('B', 'B-1')
  timed.until(60_999)
  expect(timed.group.status).toBe('PreparingRebalance')
  timed.until(61_000)
  expect(timed.group.status).toBe('CompletingRebalance')
  expect(timed.sessionEnds.get('S-0')).toBe(61_000 + 120_000)
})

test('not with a commit of generation -1 by an id that was only given out', () => {
  const timed = new Timed()
  timed.joinAs('A')
  timed.until(4000)
  const of = { groupId, generation: -1, memberId: 'A-0', groupInstanceId: null }
  timed.send({ api: 'OffsetCommit', ...of, offsets: [entry], commit: 0 })
  timed.until(sessionTimeoutMs)
  expect(timed.joinAs('A', 'A-0')?.error).toBe('UNKNOWN_MEMBER_ID')
})

test('not with a commit in the sync phase', () => {
  const timed = rebalancing()
  timed.joinAs('A', 'A-0')
  expect(timed.group.status).toBe('CompletingRebalance')
  timed.until(4000)
  const of = { groupId, generation: 2, memberId: 'A-0', groupInstanceId: null }
  timed.send({ api: 'OffsetCommit', ...of, offsets: [entry], commit: 0 })
  expect(timed.sessionEnds.get('A-0')).toBe(1000 + sessionTimeoutMs)
})

test('who has other metadata joins anew, in whatever bytes it said so', () => {
  const timed = two()
  const bytes = (byte: number) => [
    { ...protocol('range'), metadata: { ...protocol('range').metadata, bytes: Buffer.of(byte) } },
  ]
  expect(timed.joinAs('B', 'B-1', { protocols: bytes(1) })).toBeNull()
  timed.joinAs('A', 'A-0')
  expect(timed.group.generation).toBe(3)
  expect(timed.joinAs('B', 'B-1', { protocols: bytes(1) })?.error).toBe('NONE')
  expect(timed.group.generation, 'the same bytes').toBe(3)
  timed.joinAs('B', 'B-1', { protocols: bytes(2) })
  timed.joinAs('A', 'A-0')
  expect(timed.group.generation).toBe(4)
})

test('a member whose first join is held has five minutes, or from a commit on its session', () => {
  const timed = rebalancing()
  timed.until(2000)
  timed.beat('A-0')
  timed.until(11_000)
  expect(timed.memberIds).toEqual(['A-0', 'B-1'])
  const of = { groupId, generation: timed.group.generation, memberId: 'B-1', groupInstanceId: null }
  timed.send({ api: 'OffsetCommit', ...of, commit: 0, offsets: [entry] })
  timed.until(11_500)
  timed.beat('A-0')
  timed.until(20_999)
  expect(timed.memberIds).toContain('B-1')
  timed.until(21_000)
  expect(timed.memberIds).not.toContain('B-1')
})

test.each([
  ['4', true],
  ['3.9', false],
] as const)('of who takes over a first join that is held: on %s', (version, stays) => {
  const timed = alone({ 'broker.version': version })
  timed.joinAs('S', '', { groupInstanceId: 's' })
  timed.joinAs('T', '', { groupInstanceId: 's' })
  timed.until(9000)
  timed.beat('A-0')
  timed.until(10_000)
  expect(timed.memberIds.includes('T-2')).toBe(stays)
})
