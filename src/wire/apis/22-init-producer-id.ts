/**
 * InitProducerId: a producer id, and an epoch that fences the producer's earlier lives.
 *
 * From version 3 on a producer may say who it has been (KIP-360).
 * Source: `InitProducerIdRequest.json`, `InitProducerIdResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import { int16, int32, int64, message, nullableString, since, throttleTimeMs } from '../schema.ts'

/** Whose producer id is wanted. */
export interface InitProducerIdRequest {
  readonly api: 'InitProducerId'
  /** Null: idempotent only. */
  readonly transactionalId: string | null
  readonly transactionTimeoutMs: number
  /** What it has been until now; -1: nobody. */
  readonly producerId: number
  readonly producerEpoch: number
}

/** Answers `InitProducerIdRequest`; with an error both are -1. */
export interface InitProducerIdResponse {
  readonly api: 'InitProducerId'
  readonly errorCode: number
  readonly producerId: number
  readonly producerEpoch: number
}

/** InitProducerId, as a broker speaks it. */
export const initProducerId: Codec<InitProducerIdRequest, InitProducerIdResponse> = {
  ...{ api: 'InitProducerId', key: 22, minVersion: 0, maxVersion: 4, flexibleFrom: 2 },
  request: message('InitProducerId', {
    transactionalId: nullableString,
    transactionTimeoutMs: int32,
    producerId: since(3, int64, -1),
    producerEpoch: since(3, int16, -1),
  }),
  response: message('InitProducerId', {
    _throttleTimeMs: throttleTimeMs(),
    errorCode: int16,
    producerId: int64,
    producerEpoch: int16,
  }),
}
