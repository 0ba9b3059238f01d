/** Who is left in a group under an id that its client has given up. */
import { expect, test } from 'vitest'
import type { Group, GroupMember } from '../../src/model/group/group.ts'
import { createGroup } from '../../src/model/group/group.ts'
import { staleMembers } from '../../src/remote/watching/stale-members.ts'

function member(memberId: string, clientId: string): GroupMember {
  return {
    ...{ memberId, clientId, groupInstanceId: null, sessionTimeoutMs: 30_000, assignment: [] },
    ...{ rebalanceTimeoutMs: 60_000, protocols: [], isNew: false, joinTicket: -1, syncTicket: -1 },
  }
}

function groupOf(...members: readonly GroupMember[]): Group {
  const group = createGroup([], 'billing')
  group.members.push(...members)
  return group
}

test('who has joined again and is silent under the old id is stale', () => {
  const group = groupOf(member('a1', 'A'), member('b1', 'B'), member('a2', 'A'))
  // Heard of at 0, 0 and 4900 ms.
  const ends = new Map([
    ['a1', 30_000],
    ['b1', 30_000],
    ['a2', 34_900],
  ])
  expect(staleMembers(group, ends, 3999)).toEqual([])
  expect(staleMembers(group, ends, 5000)).toEqual(['a1'])
  expect(staleMembers(null, ends, 5000)).toEqual([])
})

test('two consumers of one process that both have heartbeats are not', () => {
  const group = groupOf(member('a1', 'A'), member('a2', 'A'))
  const ends = new Map([
    ['a1', 33_000],
    ['a2', 34_000],
  ])
  expect(staleMembers(group, ends, 6000)).toEqual([])
})
