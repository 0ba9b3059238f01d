/**
 * Groups as a new coordinator reads them from the offsets topic.
 *
 * Behaviour: a new coordinator knows the members, the generation and the assignments of the last
 * entry, and nothing that was only in memory: held joins, pending members, a rebalance under way.
 * Offsets without group metadata make a simple group; in 3.9 only those that are still there.
 * Left out: what group-snapshot.ts leaves out, which is never in the log.
 * Source: reference A.11; `GroupMetadataManager.replay(GroupMetadataKey, GroupMetadataValue)`.
 */
import { isBroker39 } from '../cluster/broker-version.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { hasOffsets } from '../cluster/offsets-log.ts'
import { createGroup, findGroup } from './group.ts'
import { type GroupSnapshot, restoreMember } from './group-snapshot.ts'
import { subscribedTopics } from './protocols.ts'

/** Forgets the groups in memory and reads them again from the whole of the log. */
export function restoreGroups(cluster: Cluster): void {
  cluster.groups.length = 0
  for (const entry of cluster.offsets.log) {
    if (entry.kind === 'group') restoreGroup(cluster, entry.group)
    else if (entry.kind === 'group-deleted') removeGroup(cluster, entry.groupId)
    else if (entry.kind === 'offsets' && findGroup(cluster.groups, entry.groupId) === null) {
      createGroup(cluster.groups, entry.groupId)
    }
  }
  if (isBroker39(cluster)) forgetEmptyHanded(cluster)
}

/** A coordinator of 3.9 makes no group of offsets that are gone, or whose transaction aborted. */
function forgetEmptyHanded({ groups, offsets }: Cluster): void {
  for (let i = groups.length - 1; i >= 0; i--) {
    const groupId = groups[i]?.groupId ?? ''
    const isWritten = offsets.log.some(
      (entry) => entry.kind === 'group' && entry.group.groupId === groupId,
    )
    if (!isWritten && !hasOffsets(offsets, groupId)) groups.splice(i, 1)
  }
}

/** Takes a group out of the cluster; whoever still has it in hand finds it Dead. */
export function removeGroup(cluster: Cluster, groupId: string): void {
  const group = findGroup(cluster.groups, groupId)
  if (group === null) return
  cluster.membershipVersion++
  group.status = 'Dead'
  cluster.groups.splice(cluster.groups.indexOf(group), 1)
}

function restoreGroup(cluster: Cluster, snapshot: GroupSnapshot): void {
  const group =
    findGroup(cluster.groups, snapshot.groupId) ?? createGroup(cluster.groups, snapshot.groupId)
  group.generation = snapshot.generation
  group.protocolType = snapshot.protocolType
  group.protocol = snapshot.protocol
  group.leader = snapshot.leader
  group.status = snapshot.members.length === 0 ? 'Empty' : 'Stable'
  group.members.length = 0
  for (const member of snapshot.members) {
    group.members.push(restoreMember(member, snapshot.protocol))
  }
  group.subscribed = subscribedTopics(group)
}
