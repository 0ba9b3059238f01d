/**
 * AddOffsetsToTxn, version 1: a transaction is about to commit offsets of this group.
 *
 *     Request  => transactional_id:STRING producer_id:INT64 producer_epoch:INT16 group_id:STRING
 *     Response => throttle_time_ms:INT32 error_code:INT16
 *
 * Source: `AddOffsetsToTxnRequest.json`, `AddOffsetsToTxnResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'

/** AddOffsetsToTxn, version 1. */
export interface AddOffsetsToTxnRequest {
  readonly api: 'AddOffsetsToTxn'
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly groupId: string
}

/** Answers `AddOffsetsToTxnRequest`. */
export interface AddOffsetsToTxnResponse {
  readonly api: 'AddOffsetsToTxn'
  readonly errorCode: number
}

/** The broker's side of AddOffsetsToTxn. */
export const addOffsetsToTxn: Codec<AddOffsetsToTxnRequest, AddOffsetsToTxnResponse> = {
  ...{ api: 'AddOffsetsToTxn', key: 25, minVersion: 1, maxVersion: 1 },
  decode: (reader) => ({
    api: 'AddOffsetsToTxn',
    transactionalId: reader.string(),
    producerId: reader.int64(),
    producerEpoch: reader.int16(),
    groupId: reader.string(),
  }),
  encode: (writer, { errorCode }) => {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
  },
}
