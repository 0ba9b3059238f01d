/** InitProducerId: a producer's identity. */
import { initProducerIdRule } from '../../model/transactions/init-producer-id.ts'
import {
  initProducerId as codec,
  type InitProducerIdRequest,
  type InitProducerIdResponse,
} from '../../wire/apis/22-init-producer-id.ts'
import type { BrokerApi } from '../broker-api.ts'
import { olderProducerNumber } from '../errors.ts'

/** InitProducerId, between the wire and the model. */
export const initProducerId: BrokerApi<
  'InitProducerId',
  InitProducerIdRequest,
  InitProducerIdResponse
> = {
  codec,
  rule: initProducerIdRule,
  traced: true,
  toModel: (wire) => wire,
  toWire: ({ api, error, producerId, producerEpoch }) => {
    return { api, errorCode: olderProducerNumber(error), producerId, producerEpoch }
  },
}
