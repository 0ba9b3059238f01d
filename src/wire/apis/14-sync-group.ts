/**
 * SyncGroup, version 3: the leader hands in the assignments, everybody fetches their own.
 *
 *     Request  => group_id:STRING generation_id:INT32 member_id:STRING
 *                 group_instance_id:NULLABLE_STRING [assignments]
 *       assignments => member_id:STRING assignment:BYTES
 *     Response => throttle_time_ms:INT32 error_code:INT16 assignment:BYTES
 *
 * Source: `SyncGroupRequest.json`, `SyncGroupResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'

/** What the leader gives a member, as bytes (`consumer-protocol.ts`). */
export interface SyncGroupAssignment {
  readonly memberId: string
  readonly assignment: Buffer
}

/** SyncGroup, version 3. */
export interface SyncGroupRequest {
  readonly api: 'SyncGroup'
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly assignments: readonly SyncGroupAssignment[]
}

/** Answers `SyncGroupRequest`; with an error the assignment is empty. */
export interface SyncGroupResponse {
  readonly api: 'SyncGroup'
  readonly errorCode: number
  readonly assignment: Buffer
}

/** The broker's side of SyncGroup. */
export const syncGroup: Codec<SyncGroupRequest, SyncGroupResponse> = {
  ...{ api: 'SyncGroup', key: 14, minVersion: 3, maxVersion: 3 },
  decode: (reader) => ({
    api: 'SyncGroup',
    groupId: reader.string(),
    generationId: reader.int32(),
    memberId: reader.string(),
    groupInstanceId: reader.nullableString(),
    assignments: reader.array(readAssignment),
  }),
  encode: (writer, { errorCode, assignment }) => {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    writer.bytes(assignment)
  },
}

function readAssignment(reader: Reader): SyncGroupAssignment {
  return { memberId: reader.string(), assignment: reader.bytes() }
}
