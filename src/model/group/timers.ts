/**
 * What happens when a timer of the coordinator fires; the world decides when one does.
 *
 * Behaviour: the initial delay is extended as long as new members come, up to the rebalance timeout
 * in all; the join phase ends without the dynamic members that did not join; the sync phase ends by
 * removing the members that did not sync; a session ends by removing its member, unless its join or
 * sync is held (the coordinator owes it an answer then), a member that has never been through a
 * join phase excepted.
 * Left out: clocks. A heartbeat, a commit and a join refresh the session in Kafka; here a session
 * ends only when the world says so, so these refresh nothing.
 * Source: reference A.7.2, A.7.4, G.1; `tryCompleteInitialRebalanceElseSchedule`,
 * `expireClassicGroupMemberHeartbeat`, `expirePendingSync`, `hasSatisfiedHeartbeat`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { findMember, type Group, isPending, noTicket, removePending } from './group.ts'
import {
  completeJoin,
  expelMember,
  hasAllJoined,
  prepareRebalance,
  removeMember,
} from './rebalance.ts'

/** The initial delay is over: it is extended if somebody new came, else the join phase ends. */
export function endInitialDelay(cluster: Cluster, ports: Ports, group: Group): void {
  if (group.status !== 'PreparingRebalance' || !group.initial) return
  if (group.newMemberAdded && group.initialRemainingMs > 0) {
    const delayMs = cluster.settings['group.initial.rebalance.delay.ms']
    group.newMemberAdded = false
    group.dueAt = ports.now() + Math.min(delayMs, group.initialRemainingMs)
    group.initialRemainingMs = Math.max(group.initialRemainingMs - delayMs, 0)
    return
  }
  completeJoin(cluster, ports, group)
}

/** The rebalance timeout is over: who has not joined by now is removed, static members excepted. */
export function expireRebalance(cluster: Cluster, ports: Ports, group: Group): void {
  if (group.status !== 'PreparingRebalance' || group.initial) return
  completeJoin(cluster, ports, group)
}

/** The sync phase has lasted too long: who has not synced is removed, and the rest joins again. */
export function expireSync(cluster: Cluster, ports: Ports, group: Group): void {
  if (group.status !== 'CompletingRebalance' && group.status !== 'Stable') return
  if (group.pendingSync.length === 0) return
  for (let i = group.members.length - 1; i >= 0; i--) {
    const member = group.members[i]
    if (member !== undefined && group.pendingSync.includes(member.memberId)) {
      removeMember(group, member)
    }
  }
  prepareRebalance(cluster, ports, group)
}

/** Whether the session of the member, or of a member id that was given out, can end now. */
export function canExpireSession(group: Group, memberId: string): boolean {
  const member = findMember(group, memberId)
  if (member === null) return isPending(group, memberId)
  return member.isNew || (member.joinTicket === noTicket && member.syncTicket === noTicket)
}

/** The member's session is over: it is removed, which may start or end a rebalance. */
export function expireSession(
  cluster: Cluster,
  ports: Ports,
  group: Group,
  memberId: string,
): void {
  if (!canExpireSession(group, memberId)) return
  const member = findMember(group, memberId)
  if (member === null) removePending(group, memberId)
  else expelMember(ports, group, member)

  if (group.status === 'PreparingRebalance') {
    if (hasAllJoined(group)) completeJoin(cluster, ports, group)
  } else if (member !== null) prepareRebalance(cluster, ports, group)
}
