/**
 * LeaveGroup: give up one's memberships.
 *
 * Up to version 2 one request is about one member, from 3 on about any number of them.
 * Source: `LeaveGroupRequest.json`, `LeaveGroupResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  always,
  array,
  as,
  before,
  int16,
  message,
  nullableString,
  one,
  since,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'

/** A member that leaves. */
export interface LeavingMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
}

/** Who leaves. */
export interface LeaveGroupRequest {
  readonly api: 'LeaveGroup'
  readonly groupId: string
  readonly members: readonly LeavingMember[]
}

/** What became of one leaving member. */
export interface LeftMember extends LeavingMember {
  readonly errorCode: number
}

/** Answers `LeaveGroupRequest`; the members are not named below version 3. */
export interface LeaveGroupResponse {
  readonly api: 'LeaveGroup'
  readonly errorCode: number
  readonly members: readonly LeftMember[]
}

/** Who leaves, where that is one, without an instance id. */
const leaving = one(
  as(
    string,
    (memberId): LeavingMember => ({ memberId, groupInstanceId: null }),
    ({ memberId }) => memberId,
  ),
)

/** LeaveGroup, as a broker speaks it. */
export const leaveGroup: Codec<LeaveGroupRequest, LeaveGroupResponse> = {
  ...{ api: 'LeaveGroup', key: 13, minVersion: 0, maxVersion: 5, flexibleFrom: 4 },
  request: message('LeaveGroup', {
    groupId: string,
    members: before(
      3,
      leaving,
      array(
        struct<LeavingMember>({
          memberId: string,
          groupInstanceId: nullableString,
          _reason: always(nullableString, null, 5),
        }),
      ),
    ),
  }),
  response: message('LeaveGroup', {
    _throttleTimeMs: throttleTimeMs(1),
    errorCode: int16,
    members: since(
      3,
      array(
        struct<LeftMember>({
          memberId: string,
          groupInstanceId: nullableString,
          errorCode: int16,
        }),
      ),
      [],
    ),
  }),
}
