/** The coordinator's timers that can fire now. */

import type { Group, GroupMember } from '../group/group.ts'
import { canExpireSession } from '../group/timers.ts'
import { type Instance, instanceIndex } from '../instance/instance.ts'
import type { World } from '../world.ts'
import { type ActionList, push } from './action.ts'

/** Adds the initial rebalance delays that run. Subject: the group's index. */
export function enabledInitialDelays(world: World, list: ActionList): void {
  const groups = world.cluster.groups
  if (world.cluster.offsets.loading) return
  for (let g = 0; g < groups.length; g++) {
    const group = groups[g]
    if (group?.status === 'PreparingRebalance' && group.initial) {
      push(list, 'initial-delay', g, 0, group.dueAt)
    }
  }
}

/**
 * Adds the timers that end the membership of who is dead, frozen or forgotten. Subject: the
 * group's index; detail: the member's index, pending members counted after the members.
 */
export function enabledExpiries(world: World, list: ActionList): void {
  const groups = world.cluster.groups
  if (world.cluster.offsets.loading) return
  for (let g = 0; g < groups.length; g++) {
    const group = groups[g]
    if (group === undefined) continue
    let waitsForLiving = false
    for (let m = 0; m < group.members.length; m++) {
      const member = group.members[m]
      if (member === undefined) continue
      const instance = instanceOf(world, member)
      if (instance !== undefined && instance.status === 'live' && isItself(instance, member)) {
        waitsForLiving ||= member.joinTicket < 0 && member.syncTicket < 0
      } else if (canExpireSession(group, member.memberId)) {
        const since = instance === undefined ? 0 : instance.since
        push(list, 'session-expires', g, m, since + member.sessionTimeoutMs)
      }
    }
    for (let p = 0; p < group.pendingMembers.length; p++) {
      const pending = group.pendingMembers[p]
      if (pending === undefined) continue
      const instance = instanceOf(world, pending)
      if (instance?.status === 'live' && isItself(instance, pending)) waitsForLiving = true
      else {
        const since = instance === undefined ? 0 : instance.since
        const due = since + pending.sessionTimeoutMs
        push(list, 'session-expires', g, group.members.length + p, due)
      }
    }
    if (!waitsForLiving) enabledPhaseTimers(list, group, g)
  }
}

/**
 * A phase ends without members only when all it waits for are absent: that a living member is late
 * for it is a fault of its own (`slow-handler`).
 */
function enabledPhaseTimers(list: ActionList, group: Group, index: number): void {
  if (group.status === 'PreparingRebalance' && !group.initial) {
    push(list, 'rebalance-expires', index, 0, group.dueAt)
  } else if (group.status === 'CompletingRebalance') {
    push(list, 'sync-expires', index, 0, group.dueAt)
  }
}

/** What members and pending members have in common. */
type Known = Pick<GroupMember, 'memberId' | 'clientId'>

function instanceOf(world: World, member: Known): Instance | undefined {
  return world.instances[instanceIndex(member.clientId)]
}

/** False for a member that its live process has forgotten (it left without being heard). */
function isItself(instance: Instance, member: Known): boolean {
  const { memberId, membership } = instance.consumer
  return memberId === member.memberId || (memberId === '' && membership === 'joining')
}
