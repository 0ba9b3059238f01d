/** A transactional producer that commits the offsets of a group, in short. */
import { appendTransactionMarker } from '../../../src/model/cluster/offsets-topic.ts'
import { txnOffsetCommit } from '../../../src/model/group/txn-offset-commit.ts'
import type { RequestOf } from '../../../src/model/network/requests.ts'
import { Bench, groupId } from './fixture.ts'

export const producerId = 7

/** Replication factor 1, and producer 7 of epoch 3 in a transaction that includes the group. */
export function transactional(replicationFactor = 1, version: '3.9' | '4' = '4'): Bench {
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
    epochBefore: -1,
    offsetsAdded: true,
    partitions: [],
  })
  return bench
}

/** Commits partition 0 in the transaction; the error, or undefined while it is held. */
export function send(
  bench: Bench,
  offset: number,
  request: Partial<RequestOf<'TxnOffsetCommit'>> = {},
) {
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

/** An offset of partition 0. */
export const plainEntry = { topic: 't', partition: 0, offset: 40, leaderEpoch: -1, metadata: '' }

/** The transaction ends. */
export const end = (bench: Bench, committed: boolean) =>
  appendTransactionMarker(bench.cluster, bench.ports, { producerId, epoch: 3 }, committed)
