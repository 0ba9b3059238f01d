/**
 * Group metadata as it is written to the offsets topic.
 *
 * Behaviour: written when a group is created, when the leader's assignment arrives, when a static
 * member comes back without a rebalance, and when the group becomes Empty.
 * Left out: metadata of members that only a join phase under way had changed.
 * Source: reference A.11; `GroupMetadataValue`.
 */

import type { SubscriptionMetadata } from '../network/client-requests.ts'
import type { TopicPartition } from '../topic-partition.ts'
import { type Group, type GroupMember, noTicket } from './group.ts'
import { metadataOf } from './protocols.ts'

/** One `GroupMetadataValue`; immutable. */
export interface GroupSnapshot {
  readonly groupId: string
  readonly generation: number
  readonly protocolType: string
  readonly protocol: string
  readonly leader: string
  readonly members: readonly MemberSnapshot[]
}

/** One member of a {@link GroupSnapshot}. */
export interface MemberSnapshot {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly clientId: string
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs: number
  readonly metadata: SubscriptionMetadata
  readonly assignment: readonly TopicPartition[]
}

/** The group as it stands, for the log. */
export function takeSnapshot(group: Group): GroupSnapshot {
  return {
    groupId: group.groupId,
    generation: group.generation,
    protocolType: group.protocolType,
    protocol: group.protocol,
    leader: group.leader,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      sessionTimeoutMs: member.sessionTimeoutMs,
      rebalanceTimeoutMs: member.rebalanceTimeoutMs,
      metadata: metadataOf(member, group.protocol),
      assignment: member.assignment,
    })),
  }
}

/** The member as a new coordinator knows it. */
export function restoreMember(snapshot: MemberSnapshot, protocol: string): GroupMember {
  return {
    memberId: snapshot.memberId,
    groupInstanceId: snapshot.groupInstanceId,
    clientId: snapshot.clientId,
    sessionTimeoutMs: snapshot.sessionTimeoutMs,
    rebalanceTimeoutMs: snapshot.rebalanceTimeoutMs,
    protocols: [{ name: protocol, metadata: snapshot.metadata }],
    assignment: snapshot.assignment,
    isNew: false,
    joinTicket: noTicket,
    syncTicket: noTicket,
  }
}
