/** Members that leave, several in one request, as real brokers answer it (`conformance/`). */
import { expect, test } from 'vitest'
import { leaveGroup } from '../../../src/model/group/leave-group.ts'
import type { LeavingMember } from '../../../src/model/network/client-requests.ts'
import { groupId, share } from './fixture.ts'
import { alone, type Timed } from './timed.ts'

const of = (memberId: string, groupInstanceId: string | null = null): LeavingMember => {
  return { memberId, groupInstanceId }
}

function leave(timed: Timed, ...members: readonly LeavingMember[]) {
  const request = { api: 'LeaveGroup', groupId, members } as const
  return leaveGroup(timed.cluster, timed.timing, request, timed.ticket())
}

function two(version: '3.9' | '4' = '4'): Timed {
  const timed = alone({ 'broker.version': version })
  timed.joinAs('B')
  timed.joinAs('B', 'B-1')
  timed.joinAs('A', 'A-0')
  timed.syncAs('A-0', share('A-0', 0), share('B-1', 1))
  timed.syncAs('B-1')
  return timed
}

test('each has an answer of its own', () => {
  const timed = two()
  expect(leave(timed, of('A-0'), of('nobody'), of('', 'no-instance'))).toMatchObject({
    error: 'UNKNOWN_MEMBER_ID',
    each: ['NONE', 'UNKNOWN_MEMBER_ID', 'UNKNOWN_MEMBER_ID'],
  })
  expect(timed.memberIds).toEqual(['B-1'])
  expect(timed.group.status).toBe('PreparingRebalance')
})

test.each([
  ['4', 'UNKNOWN_MEMBER_ID'],
  ['3.9', 'NONE'],
] as const)(
  'the join of the second is answered between them on 3.9, not on 4: %s',
  (version, answer) => {
    const timed = two(version)
    timed.joinAs('A', 'A-0', { rebalanceTimeoutMs: 1000 })
    const held = timed.group.members[0]?.joinTicket ?? -1
    expect(timed.group.status).toBe('PreparingRebalance')
    leave(timed, of('B-1'), of('A-0'))
    expect(timed.answers[held]).toMatchObject({ error: answer })
  },
)

test.each([
  ['4', 'PreparingRebalance'],
  ['3.9', 'Stable'],
] as const)(
  'an id that was given out and never used makes a rebalance on 4 only: %s',
  (version, status) => {
    const timed = two(version)
    timed.joinAs('C')
    expect(leave(timed, of('C-2')).error).toBe('NONE')
    expect(timed.group.status).toBe(status)
  },
)
