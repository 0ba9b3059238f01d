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

/** FindCoordinator, version 2. */
export interface FindCoordinatorRequest {
  readonly api: 'FindCoordinator'
  readonly key: string
  /** 0: a group's coordinator; 1: a transaction's. */
  readonly keyType: number
}

/** Answers `FindCoordinatorRequest`; with an error: node -1, host '', port -1. */
export interface FindCoordinatorResponse {
  readonly api: 'FindCoordinator'
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

/** The broker's side of FindCoordinator. */
export const findCoordinator: Codec<FindCoordinatorRequest, FindCoordinatorResponse> = {
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
