/**
 * Group metadata as it is written to the offsets topic, and groups as a new coordinator reads it.
 *
 * Behaviour: written when a group is created, when the leader's assignment arrives, when a static
 * member comes back without a rebalance, and when the group becomes Empty. A new coordinator knows
 * the members, the generation and the assignments of the last entry, and nothing that was only in
 * memory: held joins, pending members, a rebalance under way. Offsets without group metadata make a
 * simple group.
 * Left out: metadata of members that only a join phase under way had changed.
 * Source: reference A.11; `GroupMetadataManager.replay(GroupMetadataKey, GroupMetadataValue)`.
 */
import type { Cluster } from '../cluster/cluster.ts'
import type { TopicPartition } from '../consumer/api.ts'
import type { SubscriptionMetadata } from '../network/requests.ts'
import { createGroup, findGroup, type Group, type GroupMember, noTicket } from './group.ts'
import { metadataOf } from './protocols.ts'

/** One `GroupMetadataValue`; immutable. */
export interface GroupSnapshot {
  readonly groupId: string
  readonly generation: number
  readonly managed: boolean
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
    managed: group.managed,
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

/** Forgets the groups in memory and reads them again from the whole of the log. */
export function restoreGroups(cluster: Cluster): void {
  cluster.groups.length = 0
  for (const entry of cluster.offsets.log) {
    if (entry.kind === 'group') restoreGroup(cluster, entry.group)
    else if (entry.kind === 'group-deleted') removeGroup(cluster, entry.groupId)
    else if (entry.kind === 'offsets' && findGroup(cluster, entry.groupId) === null) {
      createGroup(cluster, entry.groupId)
    }
  }
}

/** Takes a group out of the cluster; whoever still has it in hand finds it Dead. */
export function removeGroup(cluster: Cluster, groupId: string): void {
  const group = findGroup(cluster, groupId)
  if (group === null) return
  cluster.turnover++
  group.status = 'Dead'
  cluster.groups.splice(cluster.groups.indexOf(group), 1)
}

function restoreGroup(cluster: Cluster, snapshot: GroupSnapshot): void {
  const group = findGroup(cluster, snapshot.groupId) ?? createGroup(cluster, snapshot.groupId)
  group.generation = snapshot.generation
  group.managed = snapshot.managed
  group.protocol = snapshot.protocol
  group.leader = snapshot.leader
  group.status = snapshot.members.length === 0 ? 'Empty' : 'Stable'
  group.members.length = 0
  for (const member of snapshot.members) {
    group.members.push(restoreMember(member, snapshot.protocol))
  }
}

function restoreMember(snapshot: MemberSnapshot, protocol: string): GroupMember {
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
