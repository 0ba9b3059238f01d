import { describe, expect, test } from 'vitest'
import { endInitialDelay, expireRebalance } from '../../../src/model/group/timers.ts'
import { Bench, protocol, share } from './fixture.ts'

describe('a static member', () => {
  const enter = (bench: Bench, id: string): string =>
    bench.joined(bench.join(id, { groupInstanceId: id })).memberId

  /** X alone and Stable in generation 1, with partition 0. */
  function stableStatic(bench: Bench): string {
    const x = enter(bench, 'X')
    bench.sync(x, 1, { groupInstanceId: 'X', assignments: [share(x, 0)] })
    return x
  }

  test('needs no second join', () => {
    const bench = new Bench()
    expect(enter(bench, 'X')).toBe('X-0')
    expect(bench.group.generation).toBe(1)
  })

  test('that comes back to a Stable group takes over without a rebalance', () => {
    const bench = new Bench()
    const old = stableStatic(bench)
    const back = bench.joined(bench.join('X', { groupInstanceId: 'X' }))
    expect(back).toMatchObject({ memberId: 'X-1', generation: 1, leader: 'X-1' })
    expect(back.skipAssignment).toBe(true)
    expect(bench.group.status).toBe('Stable')
    const sync = bench.sync('X-1', 1, { groupInstanceId: 'X' })
    expect(bench.assigned(sync)).toEqual([0])

    expect(bench.heartbeat(old, 1, 'X')).toBe('FENCED_INSTANCE_ID')
    const request = { groupInstanceId: 'X' }
    expect(bench.error(bench.sync(old, 1, request))).toBe('FENCED_INSTANCE_ID')
    expect(bench.error(bench.commit(old, 1, 5, request))).toBe('FENCED_INSTANCE_ID')
    expect(bench.error(bench.join('X', { memberId: old, ...request }))).toBe('FENCED_INSTANCE_ID')
    expect(bench.leave(old, 'X')).toBe('FENCED_INSTANCE_ID')
  })

  test('that comes back as a follower is not told to skip the assignment', () => {
    const bench = new Bench({ 'group.initial.rebalance.delay.ms': 3000 })
    bench.join('X', { groupInstanceId: 'X' })
    bench.join('Y', { groupInstanceId: 'Y' })
    endInitialDelay(bench.cluster, bench.ports, bench.group)
    endInitialDelay(bench.cluster, bench.ports, bench.group)
    bench.sync('Y-1', 1, { groupInstanceId: 'Y' })
    bench.sync('X-0', 1, { groupInstanceId: 'X' })
    const back = bench.joined(bench.join('Y', { groupInstanceId: 'Y' }))
    expect(back).toMatchObject({ error: 'NONE', skipAssignment: false, leader: 'X-0', members: [] })
  })

  test('that comes back with a protocol that changes the choice starts a rebalance', () => {
    const bench = new Bench()
    const protocols = [protocol('range'), protocol('roundrobin')]
    const first = bench.joined(bench.join('X', { groupInstanceId: 'X', protocols }))
    bench.sync(first.memberId, 1, { groupInstanceId: 'X' })
    const turned = protocols.slice().reverse()
    const back = bench.joined(bench.join('X', { groupInstanceId: 'X', protocols: turned }))
    expect(back).toMatchObject({ generation: 2, protocol: 'roundrobin', skipAssignment: false })
  })

  test('that comes back during a sync phase starts another rebalance', () => {
    const bench = new Bench()
    enter(bench, 'X')
    expect(bench.group.status).toBe('CompletingRebalance')
    expect(bench.joined(bench.join('X', { groupInstanceId: 'X' }))).toMatchObject({
      generation: 2,
      memberId: 'X-1',
    })
  })

  test('fences the join that its old self has held', () => {
    const bench = new Bench()
    const old = stableStatic(bench)
    bench.join('B')
    bench.join('B', { memberId: 'B-1' })
    const held = bench.join('X', { memberId: old, groupInstanceId: 'X' })
    expect(bench.error(held)).toBe('NONE')
    bench.enter('C')
    const heldAgain = bench.join('X', { memberId: old, groupInstanceId: 'X' })
    expect(bench.error(heldAgain)).toBeUndefined()
    bench.join('X', { groupInstanceId: 'X' })
    expect(bench.error(heldAgain)).toBe('FENCED_INSTANCE_ID')
  })

  test('fences the sync that its old self has held', () => {
    const bench = new Bench({ 'group.initial.rebalance.delay.ms': 3000 })
    bench.join('X', { groupInstanceId: 'X' })
    bench.join('Y', { groupInstanceId: 'Y' })
    endInitialDelay(bench.cluster, bench.ports, bench.group)
    endInitialDelay(bench.cluster, bench.ports, bench.group)
    const held = bench.sync('Y-1', 1, { groupInstanceId: 'Y' })
    expect(bench.error(held)).toBeUndefined()
    bench.join('Y', { groupInstanceId: 'Y' })
    expect(bench.error(held)).toBe('FENCED_INSTANCE_ID')
  })

  test('stays in the group although it did not join in time', () => {
    const bench = new Bench()
    const x = stableStatic(bench)
    const b = bench.enter('B')
    expireRebalance(bench.cluster, bench.ports, bench.group)
    expect(bench.joined(b.ticket)).toMatchObject({ generation: 2, leader: b.memberId })
    expect(bench.group.members.map((member) => member.memberId)).toEqual([x, b.memberId])
  })
})
