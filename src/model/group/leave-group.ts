/**
 * LeaveGroup (key 13).
 *
 * Behaviour: the member is removed and the others rebalance; with nobody left the group becomes
 * Empty with a new generation, and its offsets stay. A join of the member that is still held is
 * refused with UNKNOWN_MEMBER_ID. A static member is removed only when somebody asks for it: by its
 * own member id, or by instance id alone, as an administrator does.
 * Several members may leave in one request; brokers of 3.9 differ, see below.
 * Left out: reasons.
 * Source: reference A.8, A.13; `classicGroupLeaveToClassicGroup`.
 */
import { defined } from '../assert.ts'
import { isBroker39 } from '../cluster/broker-version.ts'
import type { Cluster, Ports } from '../cluster/cluster.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { LeavingMember } from '../network/client-requests.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import {
  findGroup,
  findMember,
  findStaticMember,
  type Group,
  removePending,
  validateMember,
} from './group.ts'
import { expelMember, prepareOrComplete } from './rebalance.ts'

/** Answers a leave, always at once. */
export function leaveGroup(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'LeaveGroup'>,
  _ticket: number,
): ResponseOf<'LeaveGroup'> {
  if (cluster.offsets.loading) return refuse('COORDINATOR_LOAD_IN_PROGRESS')
  const group = findGroup(cluster.groups, request.groupId)
  if (group === null) return answer(request.members.map(() => 'UNKNOWN_MEMBER_ID'))
  if (group.status === 'Dead') return refuse('COORDINATOR_NOT_AVAILABLE')
  if (isBroker39(cluster)) {
    return answer(request.members.map((member) => leave39(cluster, ports, group, member)))
  }
  const each = request.members.map((member) => removeAsked(ports, group, member))
  if (each.includes('NONE') && group.status !== 'Empty') prepareOrComplete(cluster, ports, group)
  return answer(each)
}

/**
 * A coordinator of 3.9 lets one member leave after the other, each with what follows from it; and a
 * member id that was given out and not used is nobody whose leaving makes a rebalance.
 */
function leave39(
  cluster: Cluster,
  ports: Ports,
  group: Group,
  member: LeavingMember,
): KafkaErrorCode {
  const members = group.members.length
  const error = removeAsked(ports, group, member)
  if (error !== 'NONE' || group.status === 'Empty') return error
  if (group.members.length < members || group.status === 'PreparingRebalance') {
    prepareOrComplete(cluster, ports, group)
  }
  return error
}

function refuse(error: KafkaErrorCode): ResponseOf<'LeaveGroup'> {
  return { api: 'LeaveGroup', error }
}

function answer(each: readonly KafkaErrorCode[]): ResponseOf<'LeaveGroup'> {
  return { api: 'LeaveGroup', error: each.find((error) => error !== 'NONE') ?? 'NONE', each }
}

function removeAsked(ports: Ports, group: Group, member: LeavingMember): KafkaErrorCode {
  const { memberId, groupInstanceId } = member
  if (memberId === '') {
    const named = groupInstanceId === null ? null : findStaticMember(group, groupInstanceId)
    if (named === null) return 'UNKNOWN_MEMBER_ID'
    expelMember(ports, group, named)
    return 'NONE'
  }
  if (removePending(group, memberId)) return 'NONE'
  const error = validateMember(group, memberId, groupInstanceId)
  if (error !== 'NONE') return error
  expelMember(ports, group, defined(findMember(group, memberId), 'a valid member is there'))
  return 'NONE'
}

/** The rule of LeaveGroup. */
export const leaveGroupRule: Rule<'LeaveGroup'> = {
  api: 'LeaveGroup',
  key: 13,
  coordinator: 'group',
  changes: 'group',
  refuse: (_request, error) => refuse(error),
  handle: (cluster, ports, _broker, request, ticket) => {
    cluster.membershipVersion++
    return leaveGroup(cluster, ports, request, ticket)
  },
  count: 'arrivals',
}
