/**
 * A consumer group as its coordinator holds it in memory.
 *
 * Behaviour: five statuses; dynamic and static members; members that were told their id and have
 * not joined with it yet (`pendingMembers`); a held join or sync is the ticket in its member. A
 * group that only ever had commits of generation -1 is a simple group: Empty, and of no protocol
 * type.
 * Left out: group.max.size.
 * Members are kept in order of joining, where Kafka's HashMap has no order to speak of.
 * Source: reference A.7, A.8, G.1; `ClassicGroup`, `ClassicGroupMember`.
 */

import type { KafkaErrorCode } from '../errors.ts'
import { removeAt } from '../lists.ts'
import type { MemberProtocol } from '../network/client-requests.ts'
import type { TopicPartition } from '../topic-partition.ts'

/** Where a group stands in its life, by Kafka's own words. */
export type GroupStatus = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead'

/** The protocol type of consumers. */
export const consumerProtocol = 'consumer'

/** The ticket of a request that is not being held. */
export const noTicket = -1

/** A member of a group, dynamic (no instance id) or static. */
export interface GroupMember {
  /** A static member that comes back is the same member under a new id. */
  memberId: string
  readonly groupInstanceId: string | null
  clientId: string
  sessionTimeoutMs: number
  rebalanceTimeoutMs: number
  protocols: readonly MemberProtocol[]
  assignment: readonly TopicPartition[]
  /** It has never completed a join phase. */
  isNew: boolean
  /** The held JoinGroup, or {@link noTicket}. */
  joinTicket: number
  /** The held SyncGroup, or {@link noTicket}. */
  syncTicket: number
}

/** Somebody who was told a member id and has not joined with it yet. */
export interface PendingMember {
  readonly memberId: string
  readonly clientId: string
  readonly sessionTimeoutMs: number
}

/** A group; plain data, changed in place by the files of this folder only. */
export interface Group {
  readonly groupId: string
  status: GroupStatus
  generation: number
  /** That of its members, once it had one; '' a simple group, which has offsets only. */
  protocolType: string
  /** The assignor that the members' votes chose; '' while there is none. */
  protocol: string
  /** The leader's member id; '' while there is none. */
  leader: string
  /** Topics of its members when the last join phase ended; null: nobody knows any. */
  subscribed: readonly string[] | null
  /** In order of joining. */
  readonly members: GroupMember[]
  /** Those whom MEMBER_ID_REQUIRED told an id that they have not used yet. */
  readonly pendingMembers: PendingMember[]
  /** Ids of members of this generation whose SyncGroup has not come yet. */
  readonly pendingSync: string[]
  /** In PreparingRebalance: the group was Empty before, and waits for more members to come. */
  initial: boolean
  /** Another member came during the initial delay: it is extended once more. */
  newMemberAdded: boolean
  /** How much longer the initial delay may be extended. */
  initialRemainingMs: number
  /** Virtual time at which the group's timer (delay, join or sync phase) is due; -1: no timer. */
  dueAt: number
}

/** A group without members, put at the end of the cluster's groups. */
export function createGroup(groups: Group[], groupId: string): Group {
  const group: Group = {
    groupId,
    status: 'Empty',
    generation: 0,
    protocolType: '',
    protocol: '',
    leader: '',
    subscribed: null,
    members: [],
    pendingMembers: [],
    pendingSync: [],
    initial: false,
    newMemberAdded: false,
    initialRemainingMs: 0,
    dueAt: -1,
  }
  groups.push(group)
  return group
}

/** The group of that id. */
export function findGroup(groups: readonly Group[], groupId: string): Group | null {
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i]
    if (group !== undefined && group.groupId === groupId) return group
  }
  return null
}

/** The member of that id. */
export function findMember(group: Group, memberId: string): GroupMember | null {
  const members = group.members
  for (let i = 0; i < members.length; i++) {
    const member = members[i]
    if (member !== undefined && member.memberId === memberId) return member
  }
  return null
}

/** The static member of that instance id. */
export function findStaticMember(group: Group, groupInstanceId: string): GroupMember | null {
  for (const member of group.members) {
    if (member.groupInstanceId === groupInstanceId) return member
  }
  return null
}

/** NONE, or why the request's member is not (or no longer) this group's. */
export function validateMember(
  group: Group,
  memberId: string,
  groupInstanceId: string | null,
): KafkaErrorCode {
  if (groupInstanceId !== null) {
    const current = findStaticMember(group, groupInstanceId)
    if (current === null) return 'UNKNOWN_MEMBER_ID'
    if (current.memberId !== memberId) return 'FENCED_INSTANCE_ID'
  }
  return findMember(group, memberId) === null ? 'UNKNOWN_MEMBER_ID' : 'NONE'
}

/** Whether the member id was given out and not used yet. */
export function isPending(group: Group, memberId: string): boolean {
  for (const pending of group.pendingMembers) if (pending.memberId === memberId) return true
  return false
}

/** Takes a pending member out of the group, if it is there. */
export function removePending(group: Group, memberId: string): boolean {
  const at = group.pendingMembers.findIndex((pending) => pending.memberId === memberId)
  if (at >= 0) removeAt(group.pendingMembers, at)
  return at >= 0
}

/** The group's rebalance timeout: the longest of its members', in milliseconds. */
export function rebalanceTimeoutMs(group: Group): number {
  let longest = 0
  for (const member of group.members) longest = Math.max(longest, member.rebalanceTimeoutMs)
  return longest
}

/** Takes an id out of a list of ids, if it is there. */
export function removeId(ids: string[], id: string): void {
  const at = ids.indexOf(id)
  if (at >= 0) removeAt(ids, at)
}
