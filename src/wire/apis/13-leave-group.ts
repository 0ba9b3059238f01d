/**
 * LeaveGroup, version 3: give up one's memberships.
 *
 *     Request  => group_id:STRING [members]
 *       members => member_id:STRING group_instance_id:NULLABLE_STRING
 *     Response => throttle_time_ms:INT32 error_code:INT16 [members]
 *       members => member_id:STRING group_instance_id:NULLABLE_STRING error_code:INT16
 *
 * Source: `LeaveGroupRequest.json`, `LeaveGroupResponse.json` of apache/kafka.
 */
import { type Codec, throttleTimeMs } from '../codec.ts'
import type { Reader } from '../reader.ts'

/** A member that leaves. */
export interface LeavingMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
}

/** LeaveGroup, version 3. */
export interface LeaveGroupRequest {
  readonly api: 'LeaveGroup'
  readonly groupId: string
  readonly members: readonly LeavingMember[]
}

/** What became of one leaving member. */
export interface LeftMember extends LeavingMember {
  readonly errorCode: number
}

/** Answers `LeaveGroupRequest`. */
export interface LeaveGroupResponse {
  readonly api: 'LeaveGroup'
  readonly errorCode: number
  readonly members: readonly LeftMember[]
}

/** The broker's side of LeaveGroup. */
export const leaveGroup: Codec<LeaveGroupRequest, LeaveGroupResponse> = {
  ...{ api: 'LeaveGroup', key: 13, minVersion: 3, maxVersion: 3 },
  decode: (reader) => ({
    api: 'LeaveGroup',
    groupId: reader.string(),
    members: reader.array(readMember),
  }),
  encode: (writer, { errorCode, members }) => {
    writer.int32(throttleTimeMs)
    writer.int16(errorCode)
    writer.int32(members.length)
    for (const member of members) {
      writer.string(member.memberId)
      writer.nullableString(member.groupInstanceId)
      writer.int16(member.errorCode)
    }
  },
}

function readMember(reader: Reader): LeavingMember {
  return { memberId: reader.string(), groupInstanceId: reader.nullableString() }
}
