/**
 * FindCoordinator, version 2: which broker looks after this group or transactional id?
 *
 *     Request  => key:STRING key_type:INT8
 *     Response => throttle_time_ms:INT32 error_code:INT16 error_message:NULLABLE_STRING
 *                 node_id:INT32 host:STRING port:INT32
 *
 * Source: `FindCoordinatorRequest.json`, `FindCoordinatorResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'

/** The broker's side of FindCoordinator. */
export const findCoordinator: Codec<'FindCoordinator'> = {
  ...{ api: 'FindCoordinator', key: 10, minVersion: 2, maxVersion: 2 },
  decode: (reader) => ({
    api: 'FindCoordinator',
    key: reader.string(),
    keyType: reader.int8(),
  }),
  encode: (writer, { errorCode, errorMessage, nodeId, host, port }) => {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    writer.nullableString(errorMessage)
    writer.int32(nodeId)
    writer.string(host)
    writer.int32(port)
  },
}
