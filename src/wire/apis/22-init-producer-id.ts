/**
 * InitProducerId, version 1: a producer id, and an epoch that fences the producer's earlier lives.
 *
 *     Request  => transactional_id:NULLABLE_STRING transaction_timeout_ms:INT32
 *     Response => throttle_time_ms:INT32 error_code:INT16 producer_id:INT64 producer_epoch:INT16
 *
 * Source: `InitProducerIdRequest.json`, `InitProducerIdResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'

/** InitProducerId, version 1. */
export interface InitProducerIdRequest {
  readonly api: 'InitProducerId'
  /** Null: idempotent only. */
  readonly transactionalId: string | null
  readonly transactionTimeoutMs: number
}

/** Answers `InitProducerIdRequest`; with an error both are -1. */
export interface InitProducerIdResponse {
  readonly api: 'InitProducerId'
  readonly errorCode: number
  readonly producerId: number
  readonly producerEpoch: number
}

/** The broker's side of InitProducerId. */
export const initProducerId: Codec<InitProducerIdRequest, InitProducerIdResponse> = {
  ...{ api: 'InitProducerId', key: 22, minVersion: 1, maxVersion: 1 },
  decode: (reader) => ({
    api: 'InitProducerId',
    transactionalId: reader.nullableString(),
    transactionTimeoutMs: reader.int32(),
  }),
  encode: (writer, { errorCode, producerId, producerEpoch }) => {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    writer.int64(producerId)
    writer.int16(producerEpoch)
  },
}
