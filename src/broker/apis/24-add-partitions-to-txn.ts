/** AddPartitionsToTxn: the partitions that a transaction writes to. */
import { addPartitionsToTxnRule } from '../../model/transactions/add-to-txn.ts'
import {
  type AddPartitionsToTxnRequest,
  type AddPartitionsToTxnResponse,
  addPartitionsToTxn as codec,
} from '../../wire/apis/24-add-partitions-to-txn.ts'
import type { BrokerApi } from '../broker-api.ts'
import { producerNumber } from '../errors.ts'

/** AddPartitionsToTxn, between the wire and the model. */
export const addPartitionsToTxn: BrokerApi<
  'AddPartitionsToTxn',
  AddPartitionsToTxnRequest,
  AddPartitionsToTxnResponse
> = {
  codec,
  rule: addPartitionsToTxnRule,
  traced: true,
  toModel: ({ api, transactionalId, producerId, producerEpoch, topics }) => ({
    ...{ api, transactionalId, producerId, producerEpoch },
    partitions: topics.flatMap(({ name, partitions }) =>
      partitions.map((partition) => ({ topic: name, partition })),
    ),
  }),
  toWire: ({ api, error }, { topics }, { version }) => {
    const errorCode = producerNumber(error, version)
    return {
      api,
      results: topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map((partitionIndex) => ({ partitionIndex, errorCode })),
      })),
    }
  },
}
