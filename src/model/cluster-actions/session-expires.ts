/**
 * The session of an absent member ends. Subjects: the members of all groups, in each the member ids
 * that were given out after them.
 */
import type { Group } from '../group/group.ts'
import { canExpireSession, expireSession } from '../group/timers.ts'
import type { World } from '../world.ts'
import type { ClusterAction } from './cluster-action.ts'
import { isPresent, type KnownMember, processOf } from './group-timer.ts'

export const sessionExpires: ClusterAction = {
  kind: 'session-expires',
  reach: 'cluster',
  count: ({ cluster: { groups } }) => {
    let count = 0
    for (let g = 0; g < groups.length; g++) count += sizeOf(groups[g] as Group)
    return count
  },
  possible: (world, _engine, subject) => {
    if (world.cluster.offsets.loading) return false
    const member = memberAt(world, subject)
    return !isPresent(world, member) && canExpireSession(groupAt(world, subject), member.memberId)
  },
  due: (world, _engine, subject) => {
    const member = memberAt(world, subject)
    return (processOf(world, member)?.since ?? 0) + member.sessionTimeoutMs
  },
  fire: (world, _engine, subject) => {
    const { memberId } = memberAt(world, subject)
    world.cluster.membershipVersion++
    expireSession(world.cluster, world.ports, groupAt(world, subject), memberId)
  },
}

function sizeOf({ members, pendingMembers }: Group): number {
  return members.length + pendingMembers.length
}

function groupAt({ cluster: { groups } }: World, subject: number): Group {
  let before = 0
  for (let g = 0; g < groups.length; g++) {
    const group = groups[g] as Group
    before += sizeOf(group)
    if (subject < before) return group
  }
  throw new Error(`no member ${subject}`)
}

function memberAt({ cluster: { groups } }: World, subject: number): KnownMember {
  let index = subject
  for (let g = 0; g < groups.length; g++) {
    const group = groups[g] as Group
    const member = group.members[index] ?? group.pendingMembers[index - group.members.length]
    if (member !== undefined) return member
    index -= sizeOf(group)
  }
  throw new Error(`no member ${subject}`)
}
