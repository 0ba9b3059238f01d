/** A cluster with the topics `orders` and `out`, and a transactional producer in short. */

import { findPartition } from '../../../src/model/cluster/partition-log.ts'
import { ensureTopic } from '../../../src/model/cluster/topics.ts'
import type { Api, RequestOf, ResponseOf } from '../../../src/model/network/requests.ts'
import type { TopicPartition } from '../../../src/model/topic-partition.ts'
import { fixture } from '../cluster/fixture.ts'
import { handle } from '../handle.ts'
import { settle } from './settle.ts'

/** Whom a request comes from. */
export interface Producer {
  readonly producerId: number
  readonly producerEpoch: number
}

export const out0 = { topic: 'out', partition: 0 }
export const out1 = { topic: 'out', partition: 1 }
export const orders0 = { topic: 'orders', partition: 0 }
export const record = { key: null, value: null, headers: [], timestamp: 0 }

/** A cluster with the topic `out`, and the requests of producers of `tx-A` in short. */
export function transactions() {
  const given = fixture({ newGroup: true })
  const { cluster, ports } = given
  ensureTopic(cluster, 'out', 2)
  const send = <A extends Api>(request: RequestOf<A>, broker = 0): ResponseOf<A> =>
    handle(cluster, ports, broker, request, 1) as ResponseOf<A>
  const logOf = ({ topic, partition }: TopicPartition) => {
    const log = findPartition(cluster, topic, partition)
    if (log === undefined) throw new Error(`no ${topic}-${partition}`)
    return log
  }
  const transactionalId = 'tx-A'
  return {
    ...given,
    logOf,
    /** Asks again, as clients do, until the transaction of the producer before has ended. */
    init: (id: string | null = transactionalId): Producer => {
      const api = 'InitProducerId'
      const ask = () =>
        send<'InitProducerId'>({ api, transactionalId: id, transactionTimeoutMs: 60_000 })
      const told = ask()
      if (told.error !== 'CONCURRENT_TRANSACTIONS') return told
      settle(cluster, ports)
      return ask()
    },
    add: (producer: Producer, ...partitions: TopicPartition[]) => {
      const { producerId, producerEpoch } = producer
      const api = 'AddPartitionsToTxn'
      return send<'AddPartitionsToTxn'>({
        api,
        transactionalId,
        producerId,
        producerEpoch,
        partitions,
      }).error
    },
    /** Sends one record; the error, or its offset. */
    write: (
      { producerId, producerEpoch }: Producer,
      to: TopicPartition,
      baseSequence: number,
      id: string | null = transactionalId,
    ) => {
      const entry = { ...to, baseSequence, records: [record] }
      const answer = send<'Produce'>(
        {
          api: 'Produce',
          transactionalId: id,
          producerId,
          producerEpoch,
          acks: -1,
          partitions: [entry],
        },
        logOf(to).leader,
      ).partitions[0]
      return answer?.error === 'NONE' ? answer.baseOffset : answer?.error
    },
    /** And the markers are written. */
    end: ({ producerId, producerEpoch }: Producer, committed: boolean) => {
      const of = { transactionalId, producerId, producerEpoch }
      const { error } = send<'EndTxn'>({ api: 'EndTxn', ...of, committed })
      settle(cluster, ports)
      return error
    },
    /** Types and markers of a log, in order. */
    contents: (of: TopicPartition) =>
      logOf(of)
        .records.slice()
        .map(({ type, marker }) => (type === 'control' ? marker : type)),
  }
}
