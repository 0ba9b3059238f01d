/**
 * Heartbeat (key 12).
 *
 * Behaviour: PreparingRebalance tells the member to join again; CompletingRebalance and Stable have
 * no news; a member, generation or instance id that is not the group's is told so. While the
 * coordinator loads, the answer is NONE. The member's session begins anew.
 * Left out: nothing.
 * Source: reference A.7.5; `classicGroupHeartbeatToClassicGroup`,
 * `GroupCoordinatorService.heartbeat`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { findGroup, findMember, validateMember } from './group.ts'

/** Answers a heartbeat, always at once. */
export function heartbeat(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'Heartbeat'>,
  _ticket: number,
): ResponseOf<'Heartbeat'> {
  const error = heartbeatError(cluster, request)
  if (error === 'NONE' || error === 'REBALANCE_IN_PROGRESS') refreshSession(cluster, ports, request)
  return { api: 'Heartbeat', error }
}

function refreshSession({ groups }: Cluster, ports: Ports, request: RequestOf<'Heartbeat'>): void {
  const group = findGroup(groups, request.groupId)
  const member = group === null ? null : findMember(group, request.memberId)
  if (member !== null) ports.sessionBegins(member.memberId, member.sessionTimeoutMs)
}

/**
 * Whether a heartbeat that reached the broker now would be answered with anything but NONE.
 * Called at every step for every member: it allocates nothing.
 */
export function hasNews(
  cluster: Cluster,
  broker: number,
  groupId: string,
  memberId: string,
  generation: number,
): boolean {
  if (cluster.offsets.leader !== broker) return true
  if (cluster.offsets.loading) return false
  const group = findGroup(cluster.groups, groupId)
  if (group === null || group.generation !== generation) return true
  if (group.status !== 'Stable' && group.status !== 'CompletingRebalance') return true
  return findMember(group, memberId) === null
}

/** Whether the member is none any more: what a heartbeat tells who knows of a rebalance already. */
export function isExpelled(
  cluster: Cluster,
  groupId: string,
  { memberId, generation }: { readonly memberId: string; readonly generation: number },
): boolean {
  if (cluster.offsets.loading) return false
  const group = findGroup(cluster.groups, groupId)
  if (group === null || group.generation !== generation) return true
  return findMember(group, memberId) === null
}

function heartbeatError(cluster: Cluster, request: RequestOf<'Heartbeat'>): KafkaErrorCode {
  if (cluster.offsets.loading) return 'NONE'
  const group = findGroup(cluster.groups, request.groupId)
  if (group === null) return 'UNKNOWN_MEMBER_ID'
  if (group.status === 'Dead') return 'COORDINATOR_NOT_AVAILABLE'
  const error = validateMember(group, request.memberId, request.groupInstanceId)
  if (error !== 'NONE') return error
  if (request.generation !== group.generation) return 'ILLEGAL_GENERATION'
  return group.status === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE'
}

/** The rule of Heartbeat. */
export const heartbeatRule: Rule<'Heartbeat'> = {
  api: 'Heartbeat',
  key: 12,
  coordinator: 'group',
  changes: 'nothing',
  refuse: (_request, error) => ({ api: 'Heartbeat', error }),
  handle: (cluster, ports, _broker, request, ticket) => heartbeat(cluster, ports, request, ticket),
  count: 'arrivals',
}
