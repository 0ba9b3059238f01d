import { describe, expect, test } from 'vitest'
import { finishLoading, moveCoordinator } from '../../../src/model/cluster/offsets-failover.ts'
import { appendTransactionMarker } from '../../../src/model/cluster/offsets-topic.ts'
import { expireOffsets } from '../../../src/model/group/offset-expiry.ts'
import { offsetFetch } from '../../../src/model/group/offset-fetch.ts'
import { txnOffsetCommit } from '../../../src/model/group/txn-offset-commit.ts'
import type { RequestOf } from '../../../src/model/network/requests.ts'
import { Bench, groupId } from './fixture.ts'

const producerId = 7

/** Replication factor 1, and producer 7 of epoch 3 in a transaction that includes the group. */
function transactional(replicationFactor = 1, version: '3.9' | '4' = '4'): Bench {
  const bench = new Bench({
    'offsets.topic.replication.factor': replicationFactor,
    'broker.version': version,
  })
  bench.cluster.transactionalIds.push({
    id: 'tx',
    producerId,
    epoch: 3,
    status: 'Ongoing',
    timeoutMs: 60_000,
    startedAt: 0,
    decidedAt: -1,
    offsetsAdded: true,
    partitions: [],
  })
  return bench
}

/** Commits partition 0 in the transaction; the error, or undefined while it is held. */
function send(bench: Bench, offset: number, request: Partial<RequestOf<'TxnOffsetCommit'>> = {}) {
  const ticket = bench.ticket()
  const response = txnOffsetCommit(
    bench.cluster,
    bench.ports,
    {
      api: 'TxnOffsetCommit',
      transactionalId: 'tx',
      groupId,
      producerId,
      producerEpoch: 3,
      generation: -1,
      memberId: '',
      groupInstanceId: null,
      offsets: [{ topic: 't', partition: 0, offset, leaderEpoch: -1, metadata: '' }],
      commit: bench.commitNumber(),
      ...request,
    },
    ticket,
  )
  return response?.error ?? bench.error(ticket)
}

const plainEntry = { topic: 't', partition: 0, offset: 40, leaderEpoch: -1, metadata: '' }

const end = (bench: Bench, committed: boolean) =>
  appendTransactionMarker(bench.cluster, bench.ports, { producerId, epoch: 3 }, committed)

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

describe('a fenced zombie with the producer id of its successor', () => {
  const brokers = (version: '3.9' | '4') => {
    const bench = transactional(1, version)
    expect(send(bench, 50)).toBe('NONE')
    expect(send(bench, 40, { producerEpoch: 2 })).toBe('INVALID_PRODUCER_EPOCH')
    return bench
  }

  test('undoes what its successor has pending for the partition on 3.9', () => {
    const bench = brokers('3.9')
    expect(bench.fetch(true), 'nothing is pending any more').toEqual([])
    end(bench, true)
    expect(bench.fetch(true)).toEqual([])
  })

  test('but the log still has it: a new coordinator commits it', () => {
    const bench = brokers('3.9')
    moveCoordinator(bench.cluster, bench.ports, 1, 9)
    finishLoading(bench.cluster, bench.ports)
    end(bench, true)
    expect(bench.fetch(true)).toEqual([[0, 50]])
  })

  test('undoes nothing in another partition, nor on 4', () => {
    const bench = transactional(1, '3.9')
    send(bench, 50)
    send(bench, 40, { producerEpoch: 2, offsets: [{ ...plainEntry, partition: 1 }] })
    end(bench, true)
    expect(bench.fetch(true)).toEqual([[0, 50]])
    const newer = brokers('4')
    end(newer, true)
    expect(newer.fetch(true)).toEqual([[0, 50]])
  })

  test('is told of its metadata where 3.9 has nothing to append and a transaction in the log', () => {
    const offsets = [{ ...plainEntry, metadata: 'm'.repeat(5000) }]
    for (const [version, error] of [
      ['3.9', 'OFFSET_METADATA_TOO_LARGE'],
      ['4', 'INVALID_PRODUCER_EPOCH'],
    ] as const) {
      const bench = transactional(1, version)
      const commit = () => send(bench, 40, { producerEpoch: 2, offsets })
      expect(commit(), 'nothing in the log').toBe('INVALID_PRODUCER_EPOCH')
      send(bench, 50)
      expect(commit()).toBe(error)
      expect(bench.cluster.offsets.pending).toHaveLength(1)
    }
  })

  test('leaves an empty group behind on 3.9', () => {
    for (const [version, count] of [
      ['3.9', 1],
      ['4', 0],
    ] as const) {
      const bench = transactional(1, version)
      send(bench, 40, { producerEpoch: 2 })
      expect(bench.cluster.groups).toHaveLength(count)
    }
  })
})

test.each([
  ['4', 1],
  ['3.9', 0],
] as const)('what is left of a group whose only transaction aborted: on %s', (version, groups) => {
  const bench = transactional(1, version)
  send(bench, 5)
  end(bench, false)
  moveCoordinator(bench.cluster, bench.ports, 1, 9)
  expect(bench.cluster.groups).toHaveLength(groups)
})

test('what a zombie undid on 3.9 is committed when the next coordinator reads the log', () => {
  const bench = transactional(1, '3.9')
  send(bench, 50)
  send(bench, 40, { producerEpoch: 2 })
  end(bench, true)
  expect([bench.fetch(true), bench.applied]).toEqual([[], []])
  moveCoordinator(bench.cluster, bench.ports, 1, 9)
  finishLoading(bench.cluster, bench.ports)
  expect([bench.fetch(true), bench.applied]).toEqual([[[0, 50]], [[0, 0, 50, null]]])
})
