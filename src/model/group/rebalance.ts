/**
 * The rebalance: join phase, its end, and what ends it early.
 *
 * Behaviour: a rebalance of a group that has members waits until everybody has joined again (the
 * barrier), or until the world says that the rebalance timeout is over: then dynamic members that
 * did not join are removed. The first join of an Empty group waits for
 * `group.initial.rebalance.delay.ms` instead. The old generation is valid until the join phase
 * ends. The leader stays if it joined again, else the first member that did takes over. If nobody
 * joined again, the join phase goes on for another rebalance timeout.
 * Left out: nothing is awaited between the end of the join phase and its answers.
 * Source: reference A.7.4, A.8, G.1; `GroupMetadataManager.prepareRebalance`,
 * `maybeCompleteJoinPhase`, `completeClassicGroupJoin`, `removeMemberAndUpdateClassicGroup`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { appendGroup } from '../cluster/offsets-log.ts'
import { clearList, removeAt } from '../lists.ts'
import { enterStatus } from '../meter/count.ts'
import { joinAnswer, joinError, releaseJoin, releaseSync, syncError } from './answers.ts'
import {
  findMember,
  type Group,
  type GroupMember,
  noTicket,
  rebalanceTimeoutMs,
  removeId,
} from './group.ts'
import { takeSnapshot } from './group-snapshot.ts'
import { selectProtocol, subscribedTopics } from './protocols.ts'

/** Starts a rebalance; if one is in its join phase already, sees whether that can end. */
export function prepareOrComplete(cluster: Cluster, ports: Ports, group: Group): void {
  if (group.status === 'PreparingRebalance') tryCompleteJoin(cluster, ports, group)
  else prepareRebalance(cluster, ports, group)
}

/** Starts the join phase: held syncs are sent back to join again. */
export function prepareRebalance(cluster: Cluster, ports: Ports, group: Group): void {
  if (group.status === 'CompletingRebalance') {
    for (const member of group.members) {
      member.assignment = []
      releaseSync(ports, member, syncError('REBALANCE_IN_PROGRESS'))
    }
  }
  clearList(group.pendingSync)
  group.initial = group.status === 'Empty'
  enterStatus(ports, group, 'PreparingRebalance')
  if (group.initial) beginInitialDelay(cluster, ports, group)
  else {
    group.dueAt = ports.now() + rebalanceTimeoutMs(group)
    tryCompleteJoin(cluster, ports, group)
  }
}

/** Ends the join phase if everybody is there; an initial rebalance waits for its delay instead. */
export function tryCompleteJoin(cluster: Cluster, ports: Ports, group: Group): void {
  if (group.status !== 'PreparingRebalance' || group.initial) return
  if (hasAllJoined(group)) completeJoin(cluster, ports, group)
}

/** Whether every member has a join held and nobody is about to join for the first time. */
export function hasAllJoined(group: Group): boolean {
  if (group.pendingMembers.length > 0) return false
  for (const member of group.members) if (member.joinTicket === noTicket) return false
  return true
}

/** Ends the join phase with whoever is there: a new generation, or an Empty group. */
export function completeJoin(cluster: Cluster, ports: Ports, group: Group): void {
  for (let i = group.members.length - 1; i >= 0; i--) {
    const member = group.members[i]
    if (member === undefined || member.joinTicket !== noTicket) continue
    if (member.groupInstanceId === null) removeMember(group, member)
  }
  if (!electLeader(group) && group.members.length > 0) {
    group.dueAt = ports.now() + rebalanceTimeoutMs(group)
    return
  }
  group.initial = false
  group.generation++
  if (group.members.length === 0) becomeEmpty(cluster, ports, group)
  else beginSync(ports, group)
}

/** Takes a member out of the data; the leader's place goes to the first of the others. */
export function removeMember(group: Group, member: GroupMember): void {
  removeAt(group.members, group.members.indexOf(member))
  removeId(group.pendingSync, member.memberId)
  if (group.leader === member.memberId) group.leader = group.members[0]?.memberId ?? ''
}

/** Takes a member out whose session is over or who left; a join that it has held is refused. */
export function expelMember(ports: Ports, group: Group, member: GroupMember): void {
  releaseJoin(ports, member, joinError('', 'UNKNOWN_MEMBER_ID'))
  removeMember(group, member)
}

function beginInitialDelay(cluster: Cluster, ports: Ports, group: Group): void {
  const delayMs = cluster.settings['group.initial.rebalance.delay.ms']
  group.newMemberAdded = false
  group.initialRemainingMs = Math.max(rebalanceTimeoutMs(group) - delayMs, 0)
  group.dueAt = ports.now() + delayMs
  if (delayMs === 0) completeJoin(cluster, ports, group)
}

function electLeader(group: Group): boolean {
  const leader = findMember(group, group.leader)
  if (leader === null) return false
  if (leader.joinTicket !== noTicket) return true
  for (const member of group.members) {
    if (member.joinTicket === noTicket) continue
    group.leader = member.memberId
    return true
  }
  return false
}

function becomeEmpty(cluster: Cluster, ports: Ports, group: Group): void {
  enterStatus(ports, group, 'Empty')
  group.protocol = ''
  group.subscribed = subscribedTopics(group)
  clearList(group.pendingSync)
  group.dueAt = -1
  appendGroup(cluster.offsets, takeSnapshot(group))
}

function beginSync(ports: Ports, group: Group): void {
  group.protocol = selectProtocol(group)
  group.subscribed = subscribedTopics(group)
  enterStatus(ports, group, 'CompletingRebalance')
  group.dueAt = ports.now() + rebalanceTimeoutMs(group)
  clearList(group.pendingSync)
  for (const member of group.members) {
    group.pendingSync.push(member.memberId)
    member.isNew = false
    ports.sessionBegins(member.memberId, member.sessionTimeoutMs)
    releaseJoin(ports, member, joinAnswer(group, member, false))
  }
}
