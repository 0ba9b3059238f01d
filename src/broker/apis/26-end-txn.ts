/** EndTxn: commit or abort. */
import { endTxnRule } from '../../model/transactions/end-txn.ts'
import {
  endTxn as codec,
  type EndTxnRequest,
  type EndTxnResponse,
} from '../../wire/apis/26-end-txn.ts'
import type { BrokerApi } from '../broker-api.ts'
import { producerNumber } from '../errors.ts'

/** EndTxn, between the wire and the model. */
export const endTxn: BrokerApi<'EndTxn', EndTxnRequest, EndTxnResponse> = {
  codec,
  rule: endTxnRule,
  traced: true,
  toModel: (wire) => wire,
  toWire: ({ api, error }, _request, { version }) => {
    return { api, errorCode: producerNumber(error, version) }
  },
}
