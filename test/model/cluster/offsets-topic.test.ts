import { describe, expect, test } from 'vitest'
import {
  committedOffset,
  createOffsetsTopic,
  offsetsToReplicate,
  replicateOffsets,
  seedCommittedOffset,
} from '../../../src/model/cluster/offsets-topic.ts'
import { defaultSettings } from '../../../src/model/settings.ts'
import { Bench, groupId } from '../group/fixture.ts'

describe('a commit', () => {
  test('is visible and answered only when it is replicated, in order', () => {
    const bench = new Bench()
    const [a = ''] = bench.stable('A')
    expect(offsetsToReplicate(bench.cluster)).toBe(false)
    const first = bench.commit(a, 1, 5)
    const second = bench.commit(a, 1, 3)
    expect([bench.error(first), bench.fetch(), bench.applied]).toEqual([undefined, [], []])
    expect(offsetsToReplicate(bench.cluster)).toBe(true)

    replicateOffsets(bench.cluster, bench.ports)
    expect([bench.error(first), bench.error(second)]).toEqual(['NONE', 'NONE'])
    expect(bench.applied).toEqual([
      [0, 0, 5, null],
      [1, 0, 3, 5],
    ])
    expect(offsetsToReplicate(bench.cluster)).toBe(false)
    replicateOffsets(bench.cluster, bench.ports)
    expect(bench.applied).toHaveLength(2)
  })

  test('with one replica is applied and answered at once', () => {
    const bench = new Bench({ 'offsets.topic.replication.factor': 1 })
    expect(bench.error(bench.commit('', -1, 5))).toBe('NONE')
    expect(bench.fetch()).toEqual([[0, 5]])
    expect(offsetsToReplicate(bench.cluster)).toBe(false)
  })
})

test('there are never more replicas than brokers', () => {
  expect(createOffsetsTopic(defaultSettings, 2).replicationFactor).toBe(2)
  expect(createOffsetsTopic(defaultSettings, 5)).toMatchObject({
    replicationFactor: 3,
    inSyncReplicas: 3,
  })
})

test('a seeded offset is committed, and nobody is told', () => {
  const bench = new Bench()
  seedCommittedOffset(bench.cluster, groupId, 't', 1, 4)
  seedCommittedOffset(bench.cluster, groupId, 't', 0, 2)
  expect(committedOffset(bench.cluster, groupId, 't', 0)).toBe(2)
  expect(committedOffset(bench.cluster, groupId, 't', 1)).toBe(4)
  expect(committedOffset(bench.cluster, groupId, 't', 2)).toBeNull()
  expect(committedOffset(bench.cluster, 'other', 't', 0)).toBeNull()
  expect(committedOffset(bench.cluster, groupId, 'u', 0)).toBeNull()
  expect(bench.group).toMatchObject({ status: 'Empty', protocolType: 'consumer' })
  expect([bench.events, bench.applied]).toEqual([[], []])
})
