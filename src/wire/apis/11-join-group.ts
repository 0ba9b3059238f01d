/**
 * JoinGroup: become a member, or stay one in the next generation.
 *
 * What versions mean is the broker's: below 4 nobody is sent back for a member id, and below 9 no
 * leader is told to keep an assignment.
 * Source: `JoinGroupRequest.json`, `JoinGroupResponse.json` of apache/kafka.
 */
import type { Codec } from '../codec.ts'
import {
  always,
  array,
  as,
  before,
  boolean,
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

/** An assignor that a member offers, with its subscription as bytes (`consumer-protocol.ts`). */
export interface JoinGroupProtocol {
  readonly name: string
  readonly metadata: Buffer
}

/** Who joins, and what it can do. */
export interface JoinGroupRequest {
  readonly api: 'JoinGroup'
  readonly groupId: string
  readonly sessionTimeoutMs: number
  /** -1: the session timeout. */
  readonly rebalanceTimeoutMs: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly protocolType: string
  readonly protocols: readonly JoinGroupProtocol[]
}

/** A member, as the leader is told of it. */
export interface JoinGroupMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly metadata: Buffer
}

/** Answers `JoinGroupRequest`; only the leader is told the members. */
export interface JoinGroupResponse {
  readonly api: 'JoinGroup'
  readonly errorCode: number
  readonly generationId: number
  /** Null, as the name: there is none. */
  readonly protocolType: string | null
  readonly protocolName: string | null
  readonly leader: string
  /** The leader keeps the assignment that stands. */
  readonly skipAssignment: boolean
  readonly memberId: string
  readonly members: readonly JoinGroupMember[]
}

/** Where there is no null. */
const nameOrNone = as(
  string,
  (name): string | null => name,
  (name) => name ?? '',
)

/** JoinGroup, as a broker speaks it. */
export const joinGroup: Codec<JoinGroupRequest, JoinGroupResponse> = {
  ...{ api: 'JoinGroup', key: 11, minVersion: 0, maxVersion: 9, flexibleFrom: 6 },
  request: message('JoinGroup', {
    groupId: string,
    sessionTimeoutMs: int32,
    rebalanceTimeoutMs: since(1, int32, -1),
    memberId: string,
    groupInstanceId: since(5, nullableString, null),
    protocolType: string,
    protocols: array(struct<JoinGroupProtocol>({ name: string, metadata: bytes })),
    _reason: always(nullableString, null, 8),
  }),
  response: message('JoinGroup', {
    _throttleTimeMs: throttleTimeMs(2),
    errorCode: int16,
    generationId: int32,
    protocolType: since(7, nullableString, null),
    protocolName: before(7, nameOrNone, nullableString),
    leader: string,
    skipAssignment: since(9, boolean, false),
    memberId: string,
    members: array(
      struct<JoinGroupMember>({
        memberId: string,
        groupInstanceId: since(5, nullableString, null),
        metadata: bytes,
      }),
    ),
  }),
}
