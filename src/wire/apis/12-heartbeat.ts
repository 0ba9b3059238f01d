/**
 * Heartbeat, version 3: still alive, still in this generation.
 *
 *     Request  => group_id:STRING generation_id:INT32 member_id:STRING
 *                 group_instance_id:NULLABLE_STRING
 *     Response => throttle_time_ms:INT32 error_code:INT16
 *
 * Source: `HeartbeatRequest.json`, `HeartbeatResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'

/** Heartbeat, version 3. */
export interface HeartbeatRequest {
  readonly api: 'Heartbeat'
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
}

/** Answers `HeartbeatRequest`. */
export interface HeartbeatResponse {
  readonly api: 'Heartbeat'
  readonly errorCode: number
}

/** The broker's side of Heartbeat. */
export const heartbeat: Codec<HeartbeatRequest, HeartbeatResponse> = {
  ...{ api: 'Heartbeat', key: 12, minVersion: 3, maxVersion: 3 },
  decode: (reader) => ({
    api: 'Heartbeat',
    groupId: reader.string(),
    generationId: reader.int32(),
    memberId: reader.string(),
    groupInstanceId: reader.nullableString(),
  }),
  encode: (writer, { errorCode }) => {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
  },
}
