/** What a member asks its group's coordinator. */

/** An assignor that a member offers, with its subscription as bytes (`consumer-protocol.ts`). */
export interface JoinGroupProtocol {
  readonly name: string
  readonly metadata: Buffer
}

/** JoinGroup, version 5. */
export interface JoinGroupRequest {
  readonly api: 'JoinGroup'
  readonly groupId: string
  readonly sessionTimeoutMs: number
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
  readonly protocolName: string
  readonly leader: string
  readonly memberId: string
  readonly members: readonly JoinGroupMember[]
}

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
