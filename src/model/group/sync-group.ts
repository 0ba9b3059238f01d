/**
 * SyncGroup (key 14): the leader's assignment goes out to everybody.
 *
 * Behaviour: in CompletingRebalance a follower waits (held) until the leader has synced; the leader
 * makes the group Stable. In Stable everybody gets what stands; in PreparingRebalance everybody is
 * sent back to join. While the coordinator loads, the answer is REBALANCE_IN_PROGRESS: the join
 * phase that this sync belongs to was in memory only, and the member has to start over.
 * The group's metadata is in the log before the answer, so everything that stands before it in
 * the log is replicated by then: a new owner never misses a commit that was accepted in an older
 * generation.
 * With brokers of 3.9 (`broker.version`) a sync in Stable begins the session anew: measured with
 * 3.9.1 and 4.1.1, `conformance/`.
 * Left out: the wait for that replication (it happens in the same step, and answers the commits
 * that were held); a failing append; the check of the protocol's name.
 * Source: reference A.7.4, G.1; `classicGroupSyncToClassicGroup`, `validateSyncGroup`; for loading,
 * `GroupCoordinator.doSyncGroup` in Scala.
 */
import { defined } from '../assert.ts'
import { isBroker39 } from '../cluster/broker-version.ts'
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { appendGroup, replicateLog } from '../cluster/offsets-log.ts'
import { enterStatus } from '../meter/count.ts'
import type { MemberAssignment } from '../network/client-requests.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { releaseSync, syncAnswer, syncError } from './answers.ts'
import {
  findGroup,
  findMember,
  type Group,
  type GroupMember,
  noTicket,
  removeId,
  validateMember,
} from './group.ts'
import { takeSnapshot } from './group-snapshot.ts'

/** Answers a sync, or holds it (null) until the leader's has come. */
export function syncGroup(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'SyncGroup'>,
  ticket: number,
): ResponseOf<'SyncGroup'> | null {
  if (cluster.offsets.loading) return syncError('REBALANCE_IN_PROGRESS')
  const group = findGroup(cluster.groups, request.groupId)
  if (group === null || group.status === 'Empty') return syncError('UNKNOWN_MEMBER_ID')
  if (group.status === 'Dead') return syncError('COORDINATOR_NOT_AVAILABLE')
  const error = validateMember(group, request.memberId, request.groupInstanceId)
  if (error !== 'NONE') return syncError(error)
  if (request.generation !== group.generation) return syncError('ILLEGAL_GENERATION')
  if (group.status === 'PreparingRebalance') return syncError('REBALANCE_IN_PROGRESS')

  const member = defined(findMember(group, request.memberId), 'a valid member is there')
  removeId(group.pendingSync, member.memberId)
  if (group.pendingSync.length === 0) group.dueAt = -1
  if (group.status === 'Stable') {
    if (isBroker39(cluster)) ports.sessionBegins(member.memberId, member.sessionTimeoutMs)
    return syncAnswer(member)
  }
  if (member.memberId !== group.leader) {
    member.syncTicket = ticket
    return null
  }
  return becomeStable(cluster, ports, group, member, request.assignments)
}

function becomeStable(
  cluster: Cluster,
  ports: Ports,
  group: Group,
  leader: GroupMember,
  assignments: readonly MemberAssignment[],
): ResponseOf<'SyncGroup'> {
  for (const member of group.members) member.assignment = shareOf(member, assignments)
  enterStatus(ports, group, 'Stable')
  appendGroup(cluster.offsets, takeSnapshot(group))
  replicateLog(cluster.offsets, ports)
  // A repeated sync replaces the one that is held.
  leader.syncTicket = noTicket
  ports.sessionBegins(leader.memberId, leader.sessionTimeoutMs)
  for (const member of group.members) releaseSync(ports, member, syncAnswer(member))
  return syncAnswer(leader)
}

function shareOf(
  member: GroupMember,
  assignments: readonly MemberAssignment[],
): MemberAssignment['partitions'] {
  for (const share of assignments) if (share.memberId === member.memberId) return share.partitions
  return []
}

/** The rule of SyncGroup. */
export const syncGroupRule: Rule<'SyncGroup'> = {
  api: 'SyncGroup',
  key: 14,
  coordinator: 'group',
  changes: 'group',
  refuse: (_request, error) => syncError(error),
  handle: (cluster, ports, _broker, request, ticket) => {
    cluster.membershipVersion++
    return syncGroup(cluster, ports, request, ticket)
  },
  count: 'arrivals',
}
