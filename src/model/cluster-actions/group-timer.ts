/**
 * The coordinator's timers where the schedule decides what is late: such a timer can fire only
 * where a fault has made somebody absent. Their process is dead, frozen, or has forgotten them.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import type { Group, GroupMember, PendingMember } from '../group/group.ts'
import { type Instance, instanceIndex } from '../instance/instance.ts'
import { consumersPerProcess } from '../siblings.ts'
import type { World } from '../world.ts'

/** A member, or a member id that was given out. */
export type KnownMember = GroupMember | PendingMember

/** Lets a timer of the group fire. */
export function fireInGroup(
  { cluster, ports }: World,
  index: number,
  fire: (cluster: Cluster, ports: Ports, group: Group) => void,
): void {
  const group = cluster.groups[index]
  if (group === undefined) throw new Error(`no group ${index}`)
  cluster.membershipVersion++
  fire(cluster, ports, group)
}

/** The process of the member. */
export function processOf(world: World, { clientId }: KnownMember): Instance | undefined {
  return world.instances[instanceIndex(clientId, consumersPerProcess(world))]
}

/**
 * Whether the member's process lives and knows that it is this member, or has told the coordinator
 * that it leaves: that its LeaveGroup comes later than its session ends would be a fault.
 */
export function isPresent(world: World, member: KnownMember): boolean {
  const instance = processOf(world, member)
  if (instance?.status !== 'live') return false
  const { memberId, membership, leaveTicket } = instance.consumer
  if (memberId === member.memberId || leaveTicket >= 0) return true
  return memberId === '' && membership === 'joining'
}

/**
 * Whether all that the group's phase still waits for are absent: that a living member is late for
 * it is a fault of its own (`slow-handler`).
 */
export function waitsForAbsent(world: World, group: Group): boolean {
  for (const member of group.members) {
    if (member.joinTicket < 0 && member.syncTicket < 0 && isPresent(world, member)) return false
  }
  for (const pending of group.pendingMembers) if (isPresent(world, pending)) return false
  return true
}
