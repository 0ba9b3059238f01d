/**
 * EndTxn, version 1: commit or abort.
 *
 *     Request  => transactional_id:STRING producer_id:INT64 producer_epoch:INT16 committed:BOOLEAN
 *     Response => throttle_time_ms:INT32 error_code:INT16
 *
 * Source: `EndTxnRequest.json`, `EndTxnResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'

/** EndTxn, version 1. */
export interface EndTxnRequest {
  readonly api: 'EndTxn'
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  /** True: commit; false: abort. */
  readonly committed: boolean
}

/** Answers `EndTxnRequest`. */
export interface EndTxnResponse {
  readonly api: 'EndTxn'
  readonly errorCode: number
}

/** The broker's side of EndTxn. */
export const endTxn: Codec<EndTxnRequest, EndTxnResponse> = {
  ...{ api: 'EndTxn', key: 26, minVersion: 1, maxVersion: 1 },
  decode: (reader) => ({
    api: 'EndTxn',
    transactionalId: reader.string(),
    producerId: reader.int64(),
    producerEpoch: reader.int16(),
    committed: reader.boolean(),
  }),
  encode: (writer, { errorCode }) => {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
  },
}
