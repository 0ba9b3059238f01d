import { describe, expect, test } from 'vitest'
import { expireOffsets } from '../../../src/model/group/offset-expiry.ts'
import { Bench, groupId } from './fixture.ts'

/** Replication factor 1, so that a commit is answered at once. */
const alone = { 'offsets.topic.replication.factor': 1 }

describe('who may commit', () => {
  test('a member of the current generation: any partition, any offset, backwards too', () => {
    const bench = new Bench(alone)
    const [a = '', b = ''] = bench.stable('A', 'B')
    expect(bench.error(bench.commit(b, 2, 9))).toBe('NONE')
    expect(bench.error(bench.commit(a, 2, 3)), 'backwards').toBe('NONE')
    expect(bench.error(bench.commit(a, 2, 4, {}, 1)), 'not its own').toBe('NONE')
    expect(bench.fetch()).toEqual([
      [0, 3],
      [1, 4],
    ])
    expect(bench.applied).toEqual([
      [0, 0, 9, null],
      [1, 0, 3, 9],
      [2, 1, 4, null],
    ])
  })

  test('nobody of another generation, and no stranger', () => {
    const bench = new Bench(alone)
    const [a = ''] = bench.stable('A')
    expect(bench.error(bench.commit(a, 0, 5))).toBe('ILLEGAL_GENERATION')
    expect(bench.error(bench.commit(a, 2, 5))).toBe('ILLEGAL_GENERATION')
    expect(bench.error(bench.commit('nobody', 1, 5))).toBe('UNKNOWN_MEMBER_ID')
    expect(bench.error(bench.commit('nobody', 0, 5)), 'member before generation').toBe(
      'UNKNOWN_MEMBER_ID',
    )
    expect(bench.error(bench.commit(a, 1, 5, { groupInstanceId: 'X' }))).toBe('UNKNOWN_MEMBER_ID')
    expect(bench.applied).toEqual([])
  })

  test('the old generation until the join phase ends, nobody in the sync phase', () => {
    const bench = new Bench(alone)
    const [a = ''] = bench.stable('A')
    bench.enter('B')
    expect(bench.group.status).toBe('PreparingRebalance')
    expect(bench.error(bench.commit(a, 1, 5))).toBe('NONE')
    bench.join('A', { memberId: a })
    expect(bench.group.status).toBe('CompletingRebalance')
    expect(bench.error(bench.commit(a, 1, 6))).toBe('ILLEGAL_GENERATION')
    expect(bench.error(bench.commit(a, 2, 6))).toBe('REBALANCE_IN_PROGRESS')
    bench.sync(a, 2)
    expect(bench.error(bench.commit(a, 2, 6))).toBe('NONE')
  })

  test('generation -1: into no group or an Empty one, never into a live one', () => {
    const bench = new Bench(alone)
    expect(bench.error(bench.commit('', -1, 5))).toBe('NONE')
    expect(bench.group).toMatchObject({ status: 'Empty', protocolType: '' })
    const [a = ''] = bench.stable('A')
    expect(bench.error(bench.commit('', -1, 6))).toBe('UNKNOWN_MEMBER_ID')
    bench.leave(a)
    expect(bench.error(bench.commit('', -1, 7))).toBe('NONE')
    expect(bench.error(bench.commit(a, 2, 8)), 'gone, though the generation fits').toBe(
      'UNKNOWN_MEMBER_ID',
    )
    expect(bench.fetch()).toEqual([[0, 7]])
  })

  test('generation -1: not into a group that has nobody left but waits for somebody', () => {
    const bench = new Bench(alone)
    const [a = ''] = bench.stable('A')
    bench.join('B')
    bench.leave(a)
    expect(bench.group).toMatchObject({ status: 'PreparingRebalance', members: [] })
    expect(bench.error(bench.commit('', -1, 5))).toBe('UNKNOWN_MEMBER_ID')
  })

  test('generation -1 of a member is an old one', () => {
    const bench = new Bench(alone)
    const [a = ''] = bench.stable('A')
    expect(bench.error(bench.commit(a, -1, 5))).toBe('ILLEGAL_GENERATION')
  })

  test('a generation of a group that is not there is illegal', () => {
    const bench = new Bench(alone)
    expect(bench.error(bench.commit('A-0', 1, 5))).toBe('ILLEGAL_GENERATION')
    expect(bench.cluster.groups).toHaveLength(0)
  })

  test('nobody with too much metadata', () => {
    const bench = new Bench(alone)
    const offsets = (length: number) => [
      { topic: 't', partition: 0, offset: 1, leaderEpoch: -1, metadata: 'x'.repeat(length) },
    ]
    const refused = bench.commit('', -1, 0, { offsets: offsets(4097) })
    expect(bench.error(refused)).toBe('OFFSET_METADATA_TOO_LARGE')
    expect(bench.error(bench.commit('', -1, 0, { offsets: offsets(4096) }))).toBe('NONE')
  })

  test('nobody while loading or with too few replicas, and then nothing is appended', () => {
    const bench = new Bench({ 'min.insync.replicas': 2 })
    const length = bench.cluster.offsets.log.length
    bench.cluster.offsets.inSyncReplicas = 1
    expect(bench.error(bench.commit('', -1, 5))).toBe('COORDINATOR_NOT_AVAILABLE')
    bench.cluster.offsets.loading = true
    expect(bench.error(bench.commit('', -1, 5))).toBe('COORDINATOR_LOAD_IN_PROGRESS')
    expect(bench.fetch()).toBe('COORDINATOR_LOAD_IN_PROGRESS')
    expect(bench.cluster.offsets.log).toHaveLength(length)
  })
})

describe('expiry', () => {
  test('takes all offsets of an Empty group, and the group', () => {
    const bench = new Bench(alone)
    const [a = ''] = bench.stable('A')
    bench.commit(a, 1, 5)
    bench.commit(a, 1, 6, {}, 1)
    bench.leave(a)
    bench.now = 77
    expireOffsets(bench.cluster, bench.ports, groupId)
    const lost = { kind: 'committed-offset-lost', time: 77, topic: 't', reason: 'offset-expiry' }
    expect(bench.events).toEqual([
      { ...lost, partition: 0, previous: 5, offset: null },
      { ...lost, partition: 1, previous: 6, offset: null },
    ])
    expect(bench.fetch()).toEqual([])
    expect(bench.cluster.groups).toEqual([])
    expect(bench.joined(bench.enter('B').ticket).generation).toBe(1)
  })

  test('takes a commit with it that was not replicated yet', () => {
    const bench = new Bench()
    const held = bench.commit('', -1, 5)
    expect(bench.error(held)).toBeUndefined()
    expireOffsets(bench.cluster, bench.ports, groupId)
    expect([bench.error(held), bench.fetch(), bench.cluster.groups]).toEqual(['NONE', [], []])
  })

  test('spares a group that has members, and takes a simple one', () => {
    const live = new Bench(alone)
    const [a = ''] = live.stable('A')
    live.commit(a, 1, 5)
    expireOffsets(live.cluster, live.ports, groupId)
    expect([live.events, live.fetch()]).toEqual([[], [[0, 5]]])

    const simple = new Bench(alone)
    simple.commit('', -1, 5)
    expireOffsets(simple.cluster, simple.ports, groupId)
    expect(simple.fetch()).toEqual([])
  })
})
