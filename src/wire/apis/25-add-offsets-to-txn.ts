/**
 * AddOffsetsToTxn, version 1: a transaction is about to commit offsets of this group.
 *
 *     Request  => transactional_id:STRING producer_id:INT64 producer_epoch:INT16 group_id:STRING
 *     Response => throttle_time_ms:INT32 error_code:INT16
 *
 * Source: `AddOffsetsToTxnRequest.json`, `AddOffsetsToTxnResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'

/** The broker's side of AddOffsetsToTxn. */
export const addOffsetsToTxn: Codec<'AddOffsetsToTxn'> = {
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
