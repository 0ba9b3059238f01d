/** InitProducerId: a producer's identity. */
import { initProducerIdRule } from '../../model/transactions/init-producer-id.ts'
import {
  initProducerId as codec,
  type InitProducerIdRequest,
  type InitProducerIdResponse,
} from '../../wire/apis/22-init-producer-id.ts'
import type { BrokerApi } from '../broker-api.ts'
import { producerNumber } from '../errors.ts'

/** The version from which on PRODUCER_FENCED is told. */
const fencedSince = 4

/** InitProducerId, between the wire and the model. */
export const initProducerId: BrokerApi<
  'InitProducerId',
  InitProducerIdRequest,
  InitProducerIdResponse
> = {
  codec,
  rule: initProducerIdRule,
  traced: true,
  toModel: ({ api, transactionalId, transactionTimeoutMs, producerId, producerEpoch }) => ({
    ...{ api, transactionalId, transactionTimeoutMs },
    ...(producerId < 0 ? {} : { before: { producerId, producerEpoch } }),
  }),
  toWire: ({ api, error, producerId, producerEpoch }, _request, { version }) => {
    const errorCode = producerNumber(error, version, fencedSince)
    return { api, errorCode, producerId, producerEpoch }
  },
}
