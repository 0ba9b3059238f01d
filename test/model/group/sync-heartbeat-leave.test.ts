import { describe, expect, test } from 'vitest'
import { hasNews, isExpelled } from '../../../src/model/group/heartbeat.ts'
import { canExpireSession, expireSession, expireSync } from '../../../src/model/group/timers.ts'
import { Bench, groupId, protocol, share } from './fixture.ts'

const otherTopic = [protocol('range', 'u')]

/** A and B in CompletingRebalance, generation 2; A leads. */
function syncing(): { bench: Bench; a: string; b: string } {
  const bench = new Bench()
  const [a = ''] = bench.stable('A')
  const { memberId: b } = bench.enter('B')
  bench.join('A', { memberId: a })
  return { bench, a, b }
}

describe('SyncGroup', () => {
  test('holds followers until the leader has sent the assignment', () => {
    const { bench, a, b } = syncing()
    const follower = bench.sync(b, 2)
    expect(bench.error(follower)).toBeUndefined()
    const leader = bench.sync(a, 2, { assignments: [share(a, 0), share(b, 1)] })
    expect([bench.assigned(leader), bench.assigned(follower)]).toEqual([[0], [1]])
    expect(bench.group.status).toBe('Stable')
  })

  test('gives a late follower what stands, and a member without a share nothing', () => {
    const { bench, a, b } = syncing()
    bench.sync(a, 2, { assignments: [share(a, 0, 1)] })
    expect(bench.assigned(bench.sync(b, 2))).toEqual([])
    expect(bench.assigned(bench.sync(a, 2))).toEqual([0, 1])
  })

  test('is refused for a wrong member, generation or phase', () => {
    const { bench, a } = syncing()
    expect(bench.error(bench.sync('nobody', 2))).toBe('UNKNOWN_MEMBER_ID')
    expect(bench.error(bench.sync(a, 1))).toBe('ILLEGAL_GENERATION')
    bench.join('A', { memberId: a, protocols: otherTopic })
    expect(bench.error(bench.sync(a, 2))).toBe('REBALANCE_IN_PROGRESS')
  })

  test('that is held is sent back when another rebalance starts', () => {
    const { bench, a, b } = syncing()
    const follower = bench.sync(b, 2)
    bench.join('A', { memberId: a, protocols: otherTopic })
    expect(bench.error(follower)).toBe('REBALANCE_IN_PROGRESS')
  })

  test('that does not come in time leaves nobody an assignment', () => {
    const { bench, a } = syncing()
    const assigned = () => bench.group.members.map(({ assignment }) => assignment)
    expect(assigned(), 'of generation 1').toEqual([[{ topic: 't', partition: 0 }], []])
    bench.join('A', { memberId: a, protocols: otherTopic })
    expect(bench.group.status).toBe('PreparingRebalance')
    expect(assigned()).toEqual([[], []])
  })

  test('while loading sends the member back to join', () => {
    const { bench, a } = syncing()
    bench.cluster.offsets.loading = true
    expect(bench.error(bench.sync(a, 2))).toBe('REBALANCE_IN_PROGRESS')
  })

  test('makes every commit that was accepted before visible', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    const commit = bench.commit(a, 1, 5)
    bench.enter('B')
    expireSession(bench.cluster, bench.ports, bench.group, a)
    expect(bench.fetch()).toEqual([])
    bench.sync('B-1', 2)
    expect([bench.error(commit), bench.fetch()]).toEqual(['NONE', [[0, 5]]])
  })

  test('that never comes costs a member its place, when the world says so', () => {
    const { bench, a, b } = syncing()
    bench.sync(b, 2)
    expireSync(bench.cluster, bench.ports, bench.group)
    expect(bench.heartbeat(a, 2)).toBe('UNKNOWN_MEMBER_ID')
    expect(bench.heartbeat(b, 2)).toBe('REBALANCE_IN_PROGRESS')
  })
})

describe('Heartbeat', () => {
  test('answers by status, and hasNews agrees', () => {
    const { bench, a, b } = syncing()
    const both = (memberId: string, generation: number): [string, boolean] => [
      bench.heartbeat(memberId, generation),
      hasNews(bench.cluster, 0, groupId, memberId, generation),
    ]
    expect(both(a, 2), 'CompletingRebalance').toEqual(['NONE', false])
    expect(both(a, 1)).toEqual(['ILLEGAL_GENERATION', true])
    bench.sync(a, 2)
    expect(both(b, 2), 'Stable').toEqual(['NONE', false])
    expect(both('nobody', 2)).toEqual(['UNKNOWN_MEMBER_ID', true])
    bench.join('A', { memberId: a })
    expect(both(b, 2), 'PreparingRebalance').toEqual(['REBALANCE_IN_PROGRESS', true])
    bench.leave(a)
    bench.leave(b)
    expect(bench.group.status).toBe('Empty')
    expect(both(b, 2)).toEqual(['UNKNOWN_MEMBER_ID', true])
  })

  test('while loading has no news; another broker does', () => {
    const bench = new Bench()
    bench.cluster.offsets.loading = true
    expect(bench.heartbeat('nobody', 9)).toBe('NONE')
    expect(hasNews(bench.cluster, 0, groupId, 'nobody', 9)).toBe(false)
    expect(hasNews(bench.cluster, 1, groupId, 'nobody', 9)).toBe(true)
  })

  test('expels who is no member of the current generation, but nobody while loading', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    const expelled = (memberId: string, generation: number) =>
      isExpelled(bench.cluster, groupId, { memberId, generation })
    expect([expelled(a, 1), expelled(a, 2), expelled('nobody', 1)]).toEqual([false, true, true])
    bench.cluster.offsets.loading = true
    expect([expelled(a, 2), expelled('nobody', 1)]).toEqual([false, false])
  })
})

describe('LeaveGroup', () => {
  test('starts a rebalance of those who stay', () => {
    const bench = new Bench()
    const [a = '', b = ''] = bench.stable('A', 'B')
    expect(bench.leave(a)).toBe('NONE')
    expect(bench.group).toMatchObject({ status: 'PreparingRebalance', leader: b })
  })

  test('of the last member empties the group: a new generation, the offsets stay', () => {
    const bench = new Bench({ 'offsets.topic.replication.factor': 1 })
    const [a = ''] = bench.stable('A')
    bench.commit(a, 1, 5)
    bench.leave(a)
    expect(bench.group).toMatchObject({ status: 'Empty', generation: 2 })
    expect(bench.fetch()).toEqual([[0, 5]])
  })

  test('completes a join phase that waited for the leaver only', () => {
    const bench = new Bench()
    const [a = '', b = ''] = bench.stable('A', 'B')
    const join = bench.join('A', { memberId: a })
    bench.leave(b)
    expect(bench.joined(join)).toMatchObject({ generation: 3 })
  })

  test('refuses the join that the leaver has held, and an unknown member', () => {
    const bench = new Bench()
    bench.stable('A')
    const b = bench.enter('B')
    expect(bench.leave(b.memberId)).toBe('NONE')
    expect(bench.error(b.ticket)).toBe('UNKNOWN_MEMBER_ID')
    expect(bench.leave(b.memberId)).toBe('UNKNOWN_MEMBER_ID')
  })

  test('of a pending member lets a join phase end', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    bench.join('B')
    const join = bench.join('A', { memberId: a })
    expect(bench.error(join)).toBeUndefined()
    expect(bench.leave('B-1')).toBe('NONE')
    expect(bench.error(join)).toBe('NONE')
  })

  test('of a pending member is nothing to an Empty group', () => {
    const bench = new Bench()
    bench.join('A')
    expect(bench.leave('A-0')).toBe('NONE')
    expect(bench.group).toMatchObject({ status: 'Empty', generation: 0, pendingMembers: [] })
  })

  test('removes a static member by its instance id alone', () => {
    const bench = new Bench()
    bench.join('X', { groupInstanceId: 'X' })
    expect(bench.leave('', 'Y')).toBe('UNKNOWN_MEMBER_ID')
    expect(bench.leave('', 'X')).toBe('NONE')
    expect(bench.group.status).toBe('Empty')
  })
})

describe('the end of a session', () => {
  test('removes the member and starts a rebalance', () => {
    const bench = new Bench()
    const [a = '', b = ''] = bench.stable('A', 'B')
    expireSession(bench.cluster, bench.ports, bench.group, a)
    expect(bench.heartbeat(b, 2)).toBe('REBALANCE_IN_PROGRESS')
    expect(bench.heartbeat(a, 2)).toBe('UNKNOWN_MEMBER_ID')
  })

  test('ends a join phase that waited for this member only', () => {
    const bench = new Bench()
    const [a = '', b = ''] = bench.stable('A', 'B')
    const join = bench.join('A', { memberId: a })
    expireSession(bench.cluster, bench.ports, bench.group, b)
    expect(bench.joined(join)).toMatchObject({ generation: 3 })
  })

  test('does not touch a member whose join or sync is held, unless it is new', () => {
    const bench = new Bench()
    const [a = '', b = ''] = bench.stable('A', 'B')
    bench.join('A', { memberId: a })
    expect(canExpireSession(bench.group, a)).toBe(false)
    expect(canExpireSession(bench.group, b)).toBe(true)
    expireSession(bench.cluster, bench.ports, bench.group, a)
    expect(bench.group.members).toHaveLength(2)

    const c = bench.enter('C')
    expect(canExpireSession(bench.group, c.memberId)).toBe(true)
    expireSession(bench.cluster, bench.ports, bench.group, c.memberId)
    expect(bench.error(c.ticket)).toBe('UNKNOWN_MEMBER_ID')
  })

  test('of a pending member lets the others go on', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    bench.join('B')
    const join = bench.join('A', { memberId: a })
    expireSession(bench.cluster, bench.ports, bench.group, 'B-1')
    expect(bench.error(join)).toBe('NONE')
  })
})
