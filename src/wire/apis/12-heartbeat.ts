/**
 * Heartbeat: still alive, still in this generation.
 *
 * Source: `HeartbeatRequest.json`, `HeartbeatResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import { int16, int32, message, nullableString, since, string, throttleTimeMs } from '../schema.ts'

/** Who is alive. */
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

/** Heartbeat, as a broker speaks it. */
export const heartbeat: Codec<HeartbeatRequest, HeartbeatResponse> = {
  ...{ api: 'Heartbeat', key: 12, minVersion: 0, maxVersion: 4, flexibleFrom: 4 },
  request: message('Heartbeat', {
    groupId: string,
    generationId: int32,
    memberId: string,
    groupInstanceId: since(3, nullableString, null),
  }),
  response: message('Heartbeat', { _throttleTimeMs: throttleTimeMs(1), errorCode: int16 }),
}
