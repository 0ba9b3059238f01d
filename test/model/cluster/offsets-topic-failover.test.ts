import { describe, expect, test } from 'vitest'
import {
  finishLoading,
  loseOffsets,
  moveCoordinator,
} from '../../../src/model/cluster/offsets-failover.ts'
import {
  appendTransactionMarker,
  replicateOffsets,
  seedCommittedOffset,
} from '../../../src/model/cluster/offsets-topic.ts'
import { expireOffsets } from '../../../src/model/group/offset-expiry.ts'
import { Bench, groupId, protocol, share } from '../group/fixture.ts'

function move(bench: Bench, kept: number): void {
  moveCoordinator(bench.cluster, bench.ports, 1, kept)
}

/** A alone and Stable, offset 5 replicated, then 6 and 7 appended. */
function withTail(): { bench: Bench; a: string; tickets: number[] } {
  const bench = new Bench()
  const [a = ''] = bench.stable('A')
  bench.commit(a, 1, 5)
  replicateOffsets(bench.cluster, bench.ports)
  return { bench, a, tickets: [bench.commit(a, 1, 6), bench.commit(a, 1, 7)] }
}

describe('a failover', () => {
  test.each([
    [0, 5, 1],
    [1, 6, 2],
    [2, 7, 3],
    [9, 7, 3],
  ])('that keeps %i unreplicated commits leaves offset %i', (kept, offset, applied) => {
    const { bench, tickets } = withTail()
    move(bench, kept)
    finishLoading(bench.cluster, bench.ports)
    expect(bench.fetch()).toEqual([[0, offset]])
    expect(bench.applied).toHaveLength(applied)
    expect(tickets.map((ticket) => bench.error(ticket))).toEqual([
      'NOT_COORDINATOR',
      'NOT_COORDINATOR',
    ])
    expect(bench.events, 'nothing acknowledged is lost').toEqual([])
  })

  test('does not apply a refused commit with the next one', () => {
    const { bench, a } = withTail()
    move(bench, 0)
    finishLoading(bench.cluster, bench.ports)
    bench.commit(a, 1, 3, {}, 1)
    replicateOffsets(bench.cluster, bench.ports)
    expect(bench.fetch()).toEqual([
      [0, 5],
      [1, 3],
    ])
    expect(bench.applied).toEqual([
      [0, 0, 5, null],
      [3, 1, 3, null],
    ])
  })

  test('loads until it is told to stop', () => {
    const { bench, a } = withTail()
    move(bench, 0)
    expect(bench.cluster.offsets.leader).toBe(1)
    expect([bench.fetch(), bench.heartbeat(a, 1)]).toEqual(['COORDINATOR_LOAD_IN_PROGRESS', 'NONE'])
    finishLoading(bench.cluster, bench.ports)
    expect(bench.fetch()).toEqual([[0, 5]])
  })

  test('keeps members, generation and assignments', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    move(bench, 0)
    finishLoading(bench.cluster, bench.ports)
    expect(bench.group).toMatchObject({ status: 'Stable', generation: 1, leader: a })
    expect(bench.heartbeat(a, 1)).toBe('NONE')
    expect(bench.assigned(bench.sync(a, 1))).toEqual([0])
  })

  test('forgets a rebalance under way: held joins are answered, the old generation is back', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    const b = bench.enter('B')
    move(bench, 0)
    finishLoading(bench.cluster, bench.ports)
    expect(bench.error(b.ticket)).toBe('NOT_COORDINATOR')
    expect(bench.group).toMatchObject({ status: 'Stable', generation: 1 })
    expect(bench.heartbeat(a, 1)).toBe('NONE')
    const again = bench.join('B', { memberId: b.memberId })
    expect(bench.error(again)).toBe('UNKNOWN_MEMBER_ID')
  })

  test('in the sync phase answers held syncs and takes the generation back', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    const b = bench.enter('B')
    bench.join('A', { memberId: a })
    const held = bench.sync(b.memberId, 2)
    move(bench, 0)
    finishLoading(bench.cluster, bench.ports)
    expect(bench.error(held)).toBe('NOT_COORDINATOR')
    expect(bench.error(bench.sync(a, 2))).toBe('ILLEGAL_GENERATION')
  })

  test('knows a group that has become Empty, and a static member under its new id', () => {
    const empty = new Bench()
    const [a = ''] = empty.stable('A')
    empty.leave(a)
    move(empty, 0)
    expect(empty.group).toMatchObject({ status: 'Empty', generation: 2 })

    const fixed = new Bench()
    const x = fixed.joined(fixed.join('X', { groupInstanceId: 'X' })).memberId
    fixed.sync(x, 1, { groupInstanceId: 'X', assignments: [share(x, 0)] })
    fixed.join('X', { groupInstanceId: 'X', protocols: [protocol('range')] })
    move(fixed, 0)
    expect(fixed.group.members).toMatchObject([{ memberId: 'X-1', groupInstanceId: 'X' }])
  })

  test('does not bring expired offsets back', () => {
    const bench = new Bench()
    seedCommittedOffset(bench.cluster, groupId, 't', 0, 4)
    expireOffsets(bench.cluster, bench.ports, groupId)
    move(bench, 0)
    finishLoading(bench.cluster, bench.ports)
    expect([bench.fetch(), bench.cluster.groups]).toEqual([[], []])
  })
})

describe('the loss of the replica set', () => {
  const lost = { kind: 'committed-offset-lost', time: 0, topic: 't', reason: 'offsets-loss' }

  test('of everything: offsets and groups are gone', () => {
    const { bench, a } = withTail()
    loseOffsets(bench.cluster, bench.ports, 0)
    expect(bench.fetch()).toEqual([])
    expect(bench.events).toEqual([{ ...lost, partition: 0, previous: 5, offset: null }])
    expect(bench.heartbeat(a, 1)).toBe('UNKNOWN_MEMBER_ID')
    expect(bench.cluster.groups).toEqual([])
  })

  test('of the end: offsets fall back, and only what changed is told', () => {
    const bench = new Bench()
    seedCommittedOffset(bench.cluster, groupId, 't', 0, 4)
    seedCommittedOffset(bench.cluster, groupId, 't', 1, 4)
    const keep = bench.cluster.offsets.log.length
    bench.commit('', -1, 9)
    replicateOffsets(bench.cluster, bench.ports)
    loseOffsets(bench.cluster, bench.ports, keep)
    expect(bench.fetch()).toEqual([
      [0, 4],
      [1, 4],
    ])
    expect(bench.events).toEqual([{ ...lost, partition: 0, previous: 9, offset: 4 }])
  })

  test('refuses what is held and applies what survives of it', () => {
    const { bench, tickets } = withTail()
    loseOffsets(bench.cluster, bench.ports, bench.cluster.offsets.log.length - 1)
    expect(tickets.map((ticket) => bench.error(ticket))).toEqual([
      'NOT_COORDINATOR',
      'NOT_COORDINATOR',
    ])
    expect([bench.fetch(), bench.events]).toEqual([[[0, 6]], []])
    expect(bench.applied.at(-1)).toEqual([1, 0, 6, 5])
  })

  test('of the group metadata leaves a group of the surviving generation', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    const keep = bench.cluster.offsets.log.length
    const b = bench.enter('B')
    bench.join('A', { memberId: a })
    bench.sync(a, 2)
    loseOffsets(bench.cluster, bench.ports, keep)
    expect(bench.heartbeat(a, 1)).toBe('NONE')
    expect(bench.heartbeat(b.memberId, 2)).toBe('UNKNOWN_MEMBER_ID')
  })

  test('of a marker leaves its offsets pending', () => {
    const bench = new Bench()
    const { cluster, ports } = bench
    const entry = { topic: 't', partition: 0, offset: 8, leaderEpoch: -1, metadata: '' }
    cluster.offsets.log.push({
      kind: 'offsets',
      groupId,
      producerId: 7,
      producerEpoch: 0,
      commit: 0,
      offsets: [entry],
    })
    appendTransactionMarker(cluster, ports, { producerId: 7, epoch: 0 }, true)
    expect(bench.fetch(true)).toEqual([[0, 8]])
    loseOffsets(cluster, ports, 1)
    expect(bench.fetch(true)).toBe('UNSTABLE_OFFSET_COMMIT')
    expect(bench.events).toEqual([{ ...lost, partition: 0, previous: 8, offset: null }])
  })
})

test.each([
  ['4', 'Empty'],
  ['3.9', undefined],
] as const)('a group that has never been through a join phase: on %s', (version, status) => {
  const bench = new Bench({ 'broker.version': version })
  bench.join('A')
  expect(bench.group.status).toBe('Empty')
  move(bench, 0)
  expect(bench.cluster.groups[0]?.status).toBe(status)
})
