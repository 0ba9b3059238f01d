/**
 * SyncGroup: the leader hands in the assignments, everybody fetches their own.
 *
 * Left out: the protocol that the member believes to be the chosen one (from version 5 on).
 * Source: `SyncGroupRequest.json`, `SyncGroupResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  array,
  bytes,
  int16,
  int32,
  message,
  nullableString,
  since,
  string,
  struct,
  throttleTimeMs,
} from '../schema.ts'

/** What the leader gives a member, as bytes (`consumer-protocol.ts`). */
export interface SyncGroupAssignment {
  readonly memberId: string
  readonly assignment: Buffer
}

/** Who asks for its share, and all shares if it leads. */
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

/** SyncGroup, as a broker speaks it. */
export const syncGroup: Codec<SyncGroupRequest, SyncGroupResponse> = {
  ...{ api: 'SyncGroup', key: 14, minVersion: 0, maxVersion: 4, flexibleFrom: 4 },
  request: message('SyncGroup', {
    groupId: string,
    generationId: int32,
    memberId: string,
    groupInstanceId: since(3, nullableString, null),
    assignments: array(struct<SyncGroupAssignment>({ memberId: string, assignment: bytes })),
  }),
  response: message('SyncGroup', {
    _throttleTimeMs: throttleTimeMs(1),
    errorCode: int16,
    assignment: bytes,
  }),
}
