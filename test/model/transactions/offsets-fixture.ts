/** A cluster, and a transactional producer that commits the offsets of a group, in short. */
import { committedOffset } from '../../../src/model/cluster/offsets-topic.ts'
import type { Api, RequestOf, ResponseOf } from '../../../src/model/network/requests.ts'
import { fixture } from '../cluster/fixture.ts'
import { handle } from '../handle.ts'
import { settle } from './settle.ts'

export interface Producer {
  readonly producerId: number
  readonly producerEpoch: number
}

/** A cluster, and the requests of a producer `tx-A` in short. */
export function transactions() {
  const given = fixture({ newGroup: true })
  const { cluster, ports } = given
  const send = <A extends Api>(request: RequestOf<A>, broker = 0): ResponseOf<A> =>
    handle(cluster, ports, broker, request, 1) as ResponseOf<A>
  const transactionalId = 'tx-A'
  return {
    ...given,
    ask: () =>
      send<'InitProducerId'>({
        api: 'InitProducerId',
        transactionalId,
        transactionTimeoutMs: 60_000,
      }),
    init: (id = transactionalId) => {
      const api = 'InitProducerId'
      const ask = () =>
        send<'InitProducerId'>({ api, transactionalId: id, transactionTimeoutMs: 60_000 })
      const told = ask()
      if (told.error !== 'CONCURRENT_TRANSACTIONS') return told
      settle(cluster, ports)
      return ask()
    },
    begin: ({ producerId, producerEpoch }: Producer) =>
      send<'AddPartitionsToTxn'>({
        api: 'AddPartitionsToTxn',
        transactionalId,
        producerId,
        producerEpoch,
        partitions: [],
      }).error,
    addOffsets: ({ producerId, producerEpoch }: Producer) =>
      send<'AddOffsetsToTxn'>({
        api: 'AddOffsetsToTxn',
        transactionalId,
        producerId,
        producerEpoch,
        groupId: 'ackurate',
      }).error,
    commitOffset: ({ producerId, producerEpoch }: Producer, offset: number) =>
      handle(
        cluster,
        ports,
        cluster.offsets.leader,
        {
          api: 'TxnOffsetCommit',
          transactionalId,
          groupId: 'ackurate',
          producerId,
          producerEpoch,
          generation: -1,
          memberId: '',
          groupInstanceId: null,
          offsets: [{ topic: 'orders', partition: 0, offset, leaderEpoch: 0, metadata: '' }],
          commit: 5,
        },
        2,
      ),
    decide: ({ producerId, producerEpoch }: Producer, committed: boolean) =>
      send<'EndTxn'>({ api: 'EndTxn', transactionalId, producerId, producerEpoch, committed })
        .error,
    settle: () => settle(cluster, ports),
    /** And the markers are written. */
    end: ({ producerId, producerEpoch }: Producer, committed: boolean) => {
      const of = { transactionalId, producerId, producerEpoch }
      const { error } = send<'EndTxn'>({ api: 'EndTxn', ...of, committed })
      settle(cluster, ports)
      return error
    },
    committed: () => committedOffset(cluster, 'ackurate', 'orders', 0),
    status: () => cluster.transactionalIds[0]?.status,
  }
}
