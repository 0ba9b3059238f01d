/** AddOffsetsToTxn: a transaction includes offsets of a group. */
import { addOffsetsToTxnRule } from '../../model/transactions/add-to-txn.ts'
import {
  type AddOffsetsToTxnRequest,
  type AddOffsetsToTxnResponse,
  addOffsetsToTxn as codec,
} from '../../wire/apis/25-add-offsets-to-txn.ts'
import type { BrokerApi } from '../broker-api.ts'
import { producerNumber } from '../errors.ts'

/** AddOffsetsToTxn, between the wire and the model. */
export const addOffsetsToTxn: BrokerApi<
  'AddOffsetsToTxn',
  AddOffsetsToTxnRequest,
  AddOffsetsToTxnResponse
> = {
  codec,
  rule: addOffsetsToTxnRule,
  traced: true,
  toModel: (wire, { groups }) => ({ ...wire, groupId: groups.modelName(wire.groupId) }),
  toWire: ({ api, error }, _request, { version }) => {
    return { api, errorCode: producerNumber(error, version) }
  },
}
