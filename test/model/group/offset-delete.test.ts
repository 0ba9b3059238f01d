import { expect, test } from 'vitest'
import { finishLoading, moveCoordinator } from '../../../src/model/cluster/offsets-failover.ts'
import { appendTransactionMarker } from '../../../src/model/cluster/offsets-topic.ts'
import { offsetDeleteRule } from '../../../src/model/group/offset-delete.ts'
import { groupId as watched } from '../../../src/model/scenario.ts'
import type { Settings } from '../../../src/model/settings.ts'
import { Bench, groupId } from './fixture.ts'

/** What becomes of these partitions of `t`, or of the whole request. */
function forget(bench: Bench, partitions: readonly number[], of = groupId, topic = 't') {
  const places = partitions.map((partition) => ({ topic, partition }))
  const request = { api: 'OffsetDelete', groupId: of, partitions: places } as const
  const answer = offsetDeleteRule.handle(bench.cluster, bench.ports, 0, request, bench.ticket())
  return answer?.each ?? answer?.error
}

function simple(version: Settings['broker.version'] = '4') {
  const bench = new Bench({ 'offsets.topic.replication.factor': 1, 'broker.version': version })
  bench.commit('', -1, 5)
  bench.commit('', -1, 6, {}, 1)
  return bench
}

/** A pending offset of partition 1, in memory and in the log. */
function pend({ cluster: { offsets } }: Bench): void {
  const entry = { topic: 't', partition: 1, offset: 9, leaderEpoch: -1, metadata: '' }
  const by = { producerId: 1, producerEpoch: 0 }
  offsets.log.push({ kind: 'offsets', groupId, ...by, commit: 0, offsets: [entry] })
  offsets.pending.push({
    groupId,
    producerId: 1,
    commit: 0,
    entry,
    position: offsets.log.length - 1,
  })
  offsets.highWatermark = offsets.log.length
}

test('what a group without members has committed goes, partition by partition', () => {
  const bench = simple()
  expect(forget(bench, [1, 3, 9])).toEqual(['NONE', 'NONE', 'UNKNOWN_TOPIC_OR_PARTITION'])
  expect(bench.fetch()).toEqual([[0, 5]])
  expect(forget(bench, [0], 'unheard-of')).toBe('GROUP_ID_NOT_FOUND')
  expect(forget(bench, [0], watched)).toBe('GROUP_AUTHORIZATION_FAILED')
})

test('what a transaction has pending goes, too', () => {
  const bench = simple()
  pend(bench)
  expect(forget(bench, [1])).toEqual(['NONE'])
  expect(bench.cluster.offsets.pending).toEqual([])
  appendTransactionMarker(bench.cluster, bench.ports, { producerId: 1, epoch: 0 }, true)
  expect(bench.fetch()).toEqual([[0, 5]])
})

test.each([
  [
    '3.9',
    [
      [0, 5],
      [1, 9],
    ],
  ],
  ['4', [[0, 5]]],
] as const)('what is deleted while it is pending only: after a restart on %s', (version, after) => {
  const bench = simple(version)
  forget(bench, [1])
  pend(bench)
  expect(forget(bench, [1])).toEqual(['NONE'])
  appendTransactionMarker(bench.cluster, bench.ports, { producerId: 1, epoch: 0 }, true)
  expect(bench.fetch()).toEqual([[0, 5]])
  expect(forget(bench, [1]), 'of what is not there nothing is written').toEqual(['NONE'])
  moveCoordinator(bench.cluster, bench.ports, 1, bench.cluster.offsets.log.length)
  finishLoading(bench.cluster, bench.ports)
  expect(bench.fetch()).toEqual(after)
})

test('of topics that members subscribe to nothing goes', () => {
  const bench = simple()
  const { memberId } = bench.enter('A')
  expect(bench.group.status).toBe('CompletingRebalance')
  expect(forget(bench, [0, 9])).toEqual(['GROUP_SUBSCRIBED_TO_TOPIC', 'UNKNOWN_TOPIC_OR_PARTITION'])
  const other = [{ name: 'range', metadata: { topics: ['u'], owned: [], generation: -1 } }]
  bench.join('B')
  bench.join('B', { memberId: 'B-1', protocols: other })
  bench.join('A', { memberId, protocols: other })
  expect(bench.group.generation).toBe(2)
  expect(forget(bench, [0])).toEqual(['NONE'])
})

test('while the first join phase lasts, nobody knows what they subscribe to', () => {
  const bench = new Bench({
    ...{ 'offsets.topic.replication.factor': 1, 'group.initial.rebalance.delay.ms': 3000 },
  })
  bench.enter('A')
  expect(bench.group.status).toBe('PreparingRebalance')
  expect(forget(bench, [0])).toEqual(['GROUP_SUBSCRIBED_TO_TOPIC'])
})

test('members of another protocol type keep everything', () => {
  const bench = simple()
  bench.join('A', { protocolType: 'connect' })
  bench.join('A', { memberId: 'A-0', protocolType: 'connect' })
  expect(forget(bench, [0])).toBe('NON_EMPTY_GROUP')
  bench.leave('A-0')
  expect(forget(bench, [0])).toEqual(['NONE'])
})

test.each([
  ['4', 1],
  ['3.9', 0],
] as const)('on %s, of a group that has nothing left there are %i', (version, left) => {
  const bench = simple(version)
  forget(bench, [0])
  expect(bench.cluster.groups).toHaveLength(1)
  forget(bench, [1])
  expect(bench.cluster.groups).toHaveLength(left)
})

test('on 3.9 a transaction under way keeps the group there, though nothing is pending', () => {
  const bench = simple('3.9')
  pend(bench)
  forget(bench, [0, 1])
  expect([bench.cluster.groups.length, bench.cluster.offsets.pending]).toEqual([1, []])
  appendTransactionMarker(bench.cluster, bench.ports, { producerId: 1, epoch: 0 }, true)
  forget(bench, [0])
  expect(bench.cluster.groups).toEqual([])
})
