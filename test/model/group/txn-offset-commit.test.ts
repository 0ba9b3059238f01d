import { describe, expect, test } from 'vitest'
import { appendTransactionMarker } from '../../../src/model/cluster/offsets-topic.ts'
import { expireOffsets } from '../../../src/model/group/offset-expiry.ts'
import { offsetFetch } from '../../../src/model/group/offset-fetch.ts'
import { groupId } from './fixture.ts'
import { end, send, transactional } from './txn-offsets.ts'

describe('pending offsets', () => {
  test('make their own partition unstable, and no other', () => {
    const bench = transactional()
    bench.commit('', -1, 6, {}, 1)
    send(bench, 5)
    const partitions = [0, 1].map((partition) => ({ topic: 't', partition }))
    const request = { api: 'OffsetFetch', groupId, partitions, requireStable: true } as const
    const answer = offsetFetch(bench.cluster, bench.ports, request, bench.ticket())
    expect(answer).toMatchObject({ error: 'UNSTABLE_OFFSET_COMMIT', unstable: [partitions[0]] })
    expect(answer.offsets.map(({ partition, offset }) => [partition, offset])).toEqual([[1, 6]])
  })

  test('show nowhere until the marker commits them', () => {
    const bench = transactional()
    expect(send(bench, 5)).toBe('NONE')
    expect([bench.fetch(), bench.applied]).toEqual([[], []])
    expect(bench.fetch(true)).toBe('UNSTABLE_OFFSET_COMMIT')
    expect(bench.fetch(true, [1]), 'another partition').toEqual([])
    end(bench, true)
    expect([bench.fetch(true), bench.applied]).toEqual([[[0, 5]], [[0, 0, 5, null]]])
  })

  test('are dropped by an abort', () => {
    const bench = transactional()
    send(bench, 5)
    end(bench, false)
    expect([bench.fetch(true), bench.applied]).toEqual([[], []])
  })

  test('of another producer are not touched by a marker', () => {
    const bench = transactional()
    send(bench, 5)
    appendTransactionMarker(bench.cluster, bench.ports, { producerId: 8, epoch: 0 }, true)
    expect(bench.fetch(true)).toBe('UNSTABLE_OFFSET_COMMIT')
  })

  test('lose against a plain commit from a higher place in the log', () => {
    const bench = transactional()
    send(bench, 9)
    bench.commit('', -1, 4)
    end(bench, true)
    expect(bench.fetch()).toEqual([[0, 4]])
    expect(bench.applied).toEqual([[1, 0, 4, null]])
  })

  test('win against a plain commit from a lower place in the log', () => {
    const bench = transactional()
    bench.commit('', -1, 4)
    send(bench, 3)
    end(bench, true)
    expect(bench.fetch()).toEqual([[0, 3]])
  })

  test('of one transaction: the last one counts', () => {
    const bench = transactional()
    send(bench, 3)
    send(bench, 6)
    end(bench, true)
    expect(bench.fetch()).toEqual([[0, 6]])
  })

  test('wait for replication, and the marker sees to it', () => {
    const bench = transactional(3)
    expect(send(bench, 5)).toBeUndefined()
    expect(bench.fetch(true), 'not replicated yet').toEqual([])
    end(bench, true)
    expect(bench.answers[0]).toEqual({ api: 'TxnOffsetCommit', error: 'NONE' })
    expect(bench.fetch(true)).toEqual([[0, 5]])
  })

  test('keep their partition from expiring', () => {
    const bench = transactional()
    bench.commit('', -1, 1)
    bench.commit('', -1, 2, {}, 1)
    send(bench, 5)
    expireOffsets(bench.cluster, bench.ports, groupId)
    expect(bench.fetch()).toEqual([[0, 1]])
    expect(bench.cluster.groups).toHaveLength(1)
  })
})

describe('fencing', () => {
  test('by generation, member and instance when they are given', () => {
    const bench = transactional()
    const [a = ''] = bench.stable('A')
    expect(send(bench, 5, { generation: 1, memberId: a })).toBe('NONE')
    expect(send(bench, 5, { generation: 0, memberId: a })).toBe('ILLEGAL_GENERATION')
    expect(send(bench, 5, { generation: 1, memberId: 'nobody' })).toBe('UNKNOWN_MEMBER_ID')
    bench.join('X', { groupInstanceId: 'X' })
    const request = { generation: 1, memberId: a, groupInstanceId: 'X' }
    expect(send(bench, 5, request)).toBe('FENCED_INSTANCE_ID')
  })

  test('not at all without member data, not even in a live group', () => {
    const bench = transactional()
    bench.stable('A')
    expect(send(bench, 5)).toBe('NONE')
  })

  test('not by the sync phase', () => {
    const bench = transactional()
    const { memberId } = bench.enter('A')
    expect(bench.group.status).toBe('CompletingRebalance')
    expect(send(bench, 5, { generation: 1, memberId })).toBe('NONE')
  })

  test('by the producer: an old epoch, another id, a transaction that is over', () => {
    const bench = transactional()
    expect(send(bench, 5, { producerEpoch: 2 })).toBe('INVALID_PRODUCER_EPOCH')
    expect(send(bench, 5, { producerId: 8 })).toBe('INVALID_PRODUCER_ID_MAPPING')
    const [known] = bench.cluster.transactionalIds
    if (known !== undefined) known.status = 'CompleteAbort'
    expect(send(bench, 5)).toBe('INVALID_TXN_STATE')
    expect(bench.cluster.offsets.pending).toEqual([])
  })
})
