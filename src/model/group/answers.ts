/** The answers to joins and syncs: built in one place, and held tickets answered in one place. */
import type { Ports } from '../cluster/cluster.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { ResponseOf } from '../network/requests.ts'
import { type Group, type GroupMember, noTicket } from './group.ts'
import { metadataOf } from './protocols.ts'

/** A join that is refused. */
export function joinError(memberId: string, error: KafkaErrorCode): ResponseOf<'JoinGroup'> {
  return {
    api: 'JoinGroup',
    error,
    generation: -1,
    protocol: '',
    leader: '',
    memberId,
    members: [],
    skipAssignment: false,
  }
}

/** What a member is told of the current generation: the leader everything, others who leads. */
export function joinAnswer(
  group: Group,
  member: GroupMember,
  skipAssignment: boolean,
): ResponseOf<'JoinGroup'> {
  return {
    api: 'JoinGroup',
    error: 'NONE',
    generation: group.generation,
    protocol: group.protocol,
    leader: group.leader,
    memberId: member.memberId,
    members: member.memberId === group.leader ? listMembers(group) : [],
    skipAssignment,
  }
}

/** A sync that is refused. */
export function syncError(error: KafkaErrorCode): ResponseOf<'SyncGroup'> {
  return { api: 'SyncGroup', error, assignment: [] }
}

/** The member's share of the current generation. */
export function syncAnswer(member: GroupMember): ResponseOf<'SyncGroup'> {
  return { api: 'SyncGroup', error: 'NONE', assignment: member.assignment }
}

/** Answers the member's held join, if it has one. */
export function releaseJoin(
  ports: Ports,
  member: GroupMember,
  response: ResponseOf<'JoinGroup'>,
): void {
  const ticket = member.joinTicket
  if (ticket === noTicket) return
  member.joinTicket = noTicket
  ports.respond(ticket, response)
}

/** Answers the member's held sync, if it has one; its session begins anew with the answer. */
export function releaseSync(
  ports: Ports,
  member: GroupMember,
  response: ResponseOf<'SyncGroup'>,
): void {
  const ticket = member.syncTicket
  if (ticket === noTicket) return
  member.syncTicket = noTicket
  ports.sessionBegins(member.memberId, member.sessionTimeoutMs)
  ports.respond(ticket, response)
}

function listMembers(group: Group): ResponseOf<'JoinGroup'>['members'] {
  return group.members.map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    metadata: metadataOf(member, group.protocol),
  }))
}
