/**
 * The coordinator's timers where they run by the clock: when the next is due, and what it does.
 *
 * Behaviour: a session ends `session.timeout.ms` after it began, and it begins anew where the rules
 * of the coordinator say so (`ports.sessionBegins`): with a heartbeat or commit of the member, for
 * every member with the end of a join phase, with the answer to a sync that was held or brought
 * the assignments, and for a static member that is back. A join or sync that is answered with what
 * stands already does not count. While the coordinator owes an answer, nothing ends the session. A
 * member that has never been through a join phase has five minutes for it, held or not, until it
 * commits, which gives it a session like any other's. A member id that was given out must be used
 * within a session timeout. The initial delay, the join phase and the
 * sync phase end at the group's own time, a transaction `transaction.timeout.ms` after it began.
 * While the coordinator loads, nothing is due, and sessions begin anew when it has loaded. What is
 * due at one time happens in a fixed order: groups in order of creation, in each its phase, then
 * its members, then member ids that were given out; then transactions in order of their ids.
 *
 * Left out: the scan for late transactions every ten seconds (they end on time); the tick of the
 * timer wheel. Where the schedule decides what is late, `cluster-actions/group-timer.ts` is asked.
 *
 * Source: reference A.7, A.13, G.1; `GroupMetadataManager.rescheduleClassicGroupMemberHeartbeat`,
 * `completeClassicGroupJoin`, `propagateAssignment`, `onLoaded`;
 * `OffsetMetadataManager.validateOffsetCommit` (a TxnOffsetCommit refreshes nothing).
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { abortTimedOut } from '../transactions/timeout.ts'
import { findMember, type Group, type GroupMember } from './group.ts'
import {
  canExpireSession,
  endInitialDelay,
  expireRebalance,
  expireSession,
  expireSync,
} from './timers.ts'

/** When the session of each member ends, by member id, in virtual milliseconds. */
export type SessionEnds = Map<string, number>

/** The ports, where sessions run by the clock. */
export function timingPorts(ports: Ports, sessionEnds: SessionEnds): Ports {
  return {
    ...ports,
    sessionBegins: (memberId, lengthMs) => {
      sessionEnds.set(memberId, ports.now() + lengthMs)
    },
  }
}

/**
 * When the next timer is due, `Infinity` if none runs. A session that has not begun (of a member
 * from the log of a coordinator before) begins now.
 */
export function nextDeadline(cluster: Cluster, sessionEnds: SessionEnds, now: number): number {
  return earliest(cluster, sessionEnds, now)?.due ?? Number.POSITIVE_INFINITY
}

/** Fires everything that is due by now, the earliest first, and what becomes due through it. */
export function fireDeadlines(cluster: Cluster, ports: Ports, sessionEnds: SessionEnds): void {
  const now = ports.now()
  for (;;) {
    const next = earliest(cluster, sessionEnds, now)
    if (next === null || next.due > now) return
    fire(cluster, ports, sessionEnds, next)
  }
}

type Deadline =
  | { readonly due: number; readonly kind: 'phase'; readonly group: Group }
  | {
      readonly due: number
      readonly kind: 'session'
      readonly group: Group
      readonly memberId: string
    }
  | { readonly due: number; readonly kind: 'transaction'; readonly id: string }

/** The first of those that are due earliest; null: no timer runs. */
function earliest(cluster: Cluster, sessionEnds: SessionEnds, now: number): Deadline | null {
  let first: Deadline | null = null
  if (cluster.offsets.loading) sessionEnds.clear()
  else {
    for (const group of cluster.groups) first = earliestOf(group, sessionEnds, now, first)
  }
  for (const { id, status, startedAt, timeoutMs } of cluster.transactionalIds) {
    if (status !== 'Ongoing') continue
    const due = startedAt + timeoutMs
    if (first === null || due < first.due) first = { due, kind: 'transaction', id }
  }
  return first
}

function earliestOf(
  group: Group,
  sessionEnds: SessionEnds,
  now: number,
  before: Deadline | null,
): Deadline | null {
  let first = before
  if (hasPhaseTimer(group) && (first === null || group.dueAt < first.due)) {
    first = { due: group.dueAt, kind: 'phase', group }
  }
  for (const member of group.members) {
    const due = endOf(sessionEnds, member, now)
    if (first !== null && due >= first.due) continue
    const { memberId } = member
    if (canExpireSession(group, memberId)) first = { due, kind: 'session', group, memberId }
  }
  for (const pending of group.pendingMembers) {
    const { memberId } = pending
    const due = endOf(sessionEnds, pending, now)
    if (first === null || due < first.due) first = { due, kind: 'session', group, memberId }
  }
  return first
}

function endOf(
  sessionEnds: SessionEnds,
  { memberId, sessionTimeoutMs }: Pick<GroupMember, 'memberId' | 'sessionTimeoutMs'>,
  now: number,
): number {
  const at = sessionEnds.get(memberId)
  if (at !== undefined) return at
  sessionEnds.set(memberId, now + sessionTimeoutMs)
  return now + sessionTimeoutMs
}

function hasPhaseTimer(group: Group): boolean {
  if (group.dueAt < 0) return false
  return group.status === 'PreparingRebalance' || group.pendingSync.length > 0
}

function fire(cluster: Cluster, ports: Ports, sessionEnds: SessionEnds, deadline: Deadline): void {
  switch (deadline.kind) {
    case 'phase':
      return endPhase(cluster, ports, deadline.group)
    case 'session':
      sessionEnds.delete(deadline.memberId)
      tellSession(ports, findMember(deadline.group, deadline.memberId))
      return expireSession(cluster, ports, deadline.group, deadline.memberId)
    case 'transaction':
      return abortTimedOut(cluster, ports, deadline.id)
    default:
      return deadline satisfies never
  }
}

/** Here a client is called what its process is; of an id that was only given out nobody hears. */
function tellSession(ports: Ports, member: GroupMember | null): void {
  if (member === null) return
  ports.emit({ kind: 'session-expired', time: ports.now(), member: member.clientId })
}

function endPhase(cluster: Cluster, ports: Ports, group: Group): void {
  const { status, dueAt } = group
  if (status !== 'PreparingRebalance') expireSync(cluster, ports, group)
  else if (group.initial) endInitialDelay(cluster, ports, group)
  else expireRebalance(cluster, ports, group)
  // A phase that goes on for another timeout of zero would never let time pass.
  if (group.status === status && group.dueAt === dueAt) group.dueAt = ports.now() + 1
}
