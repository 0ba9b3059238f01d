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
import type { SyncGroupAssignment } from '../messages.ts'
import type { Reader } from '../reader.ts'

/** The broker's side of SyncGroup. */
export const syncGroup: Codec<'SyncGroup'> = {
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
