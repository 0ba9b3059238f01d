/**
 * JoinGroup (key 11).
 *
 * Behaviour: a dynamic member without an id is told one and has to come back with it
 * (MEMBER_ID_REQUIRED); until it does, or its session ends, a join phase under way waits for it.
 * One whose client does not know of this (below version 4) is a member at once.
 * A static member whose instance id is known takes over from the old member id, whose held
 * requests are answered FENCED_INSTANCE_ID; in a Stable group this makes no rebalance as long as
 * the chosen protocol stays the same, and the leader is told to keep the assignment. A follower
 * that joins a Stable group again with unchanged metadata gets the current generation; the leader
 * always starts a rebalance. A member that joins again while its join is held replaces it: the
 * older ticket is never answered.
 * Left out: group.max.size.
 * A member id is `clientId-serial` where Kafka appends a UUID, for static members too.
 * Source: reference A.8, G.1; `GroupMetadataManager.classicGroupJoinToClassicGroup`,
 * `classicGroupJoinNewDynamicMember`, `classicGroupJoinExistingMember`,
 * `updateStaticMemberThenRebalanceOrCompleteJoin`.
 */
import { defined } from '../assert.ts'
import { isBroker39 } from '../cluster/broker-version.ts'
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { appendGroup } from '../cluster/offsets-log.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { joinAnswer, joinError, releaseJoin, releaseSync, syncError } from './answers.ts'
import {
  consumerProtocol,
  createGroup,
  findGroup,
  findMember,
  findStaticMember,
  type Group,
  type GroupMember,
  isPending,
  noTicket,
  removeId,
  removePending,
  validateMember,
} from './group.ts'
import { takeSnapshot } from './group-snapshot.ts'
import { sameProtocols, selectProtocol, supportsProtocols } from './protocols.ts'
import { prepareOrComplete } from './rebalance.ts'

type Join = RequestOf<'JoinGroup'>
type JoinAnswer = ResponseOf<'JoinGroup'>

/** `group.min.session.timeout.ms` and `group.max.session.timeout.ms`. */
const sessionTimeoutMsMin = 6000
const sessionTimeoutMsMax = 1_800_000
/** `group.new.member.join.timeout.ms`, which is no setting of brokers but a constant. */
const newMemberJoinTimeoutMs = 300_000

/** Answers a join now, or holds it (null) and answers through `ports.respond`, at once or later. */
export function joinGroup(
  cluster: Cluster,
  ports: Ports,
  request: Join,
  ticket: number,
): JoinAnswer | null {
  if (cluster.offsets.loading) return joinError(request.memberId, 'COORDINATOR_LOAD_IN_PROGRESS')
  const sessionMs = request.sessionTimeoutMs
  if (sessionMs < sessionTimeoutMsMin || sessionMs > sessionTimeoutMsMax) {
    return joinError(request.memberId, 'INVALID_SESSION_TIMEOUT')
  }
  const group = findOrCreateGroup(cluster, request)
  if (group === null) return joinError(request.memberId, 'UNKNOWN_MEMBER_ID')
  if (group.status === 'Dead') return joinError(request.memberId, 'COORDINATOR_NOT_AVAILABLE')
  if (!supportsProtocols(group, protocolTypeOf(request), request.protocols)) {
    return joinError(request.memberId, 'INCONSISTENT_GROUP_PROTOCOL')
  }
  return request.memberId === ''
    ? joinNew(cluster, ports, group, request, ticket)
    : joinKnown(cluster, ports, group, request, ticket)
}

function protocolTypeOf({ protocolType = consumerProtocol }: Join): string {
  return protocolType
}

/**
 * Only a member without an id brings a group into being. A coordinator of 3.9 writes it down when
 * it has been through a join phase, so that the next coordinator has not heard of it before.
 */
function findOrCreateGroup(cluster: Cluster, request: Join): Group | null {
  const group = findGroup(cluster.groups, request.groupId)
  if (group !== null || request.memberId !== '') return group
  const created = createGroup(cluster.groups, request.groupId)
  if (!isBroker39(cluster)) appendGroup(cluster.offsets, takeSnapshot(created))
  return created
}

function joinNew(
  cluster: Cluster,
  ports: Ports,
  group: Group,
  request: Join,
  ticket: number,
): JoinAnswer | null {
  const memberId = nextMemberId(cluster, request.clientId)
  if (request.groupInstanceId === null) {
    if (request.needsNoId) return addMember(cluster, ports, group, memberId, request, ticket)
    const { clientId, sessionTimeoutMs } = request
    group.pendingMembers.push({ memberId, clientId, sessionTimeoutMs })
    ports.sessionBegins(memberId, sessionTimeoutMs)
    return joinError(memberId, 'MEMBER_ID_REQUIRED')
  }
  const current = findStaticMember(group, request.groupInstanceId)
  if (current !== null) return takeOver(cluster, ports, group, current, memberId, request, ticket)
  return addMember(cluster, ports, group, memberId, request, ticket)
}

function nextMemberId(cluster: Cluster, clientId: string): string {
  if (cluster.memberSerials === undefined) return `${clientId}-${cluster.nextMemberSerial++}`
  let serial = cluster.memberSerials.find((known) => known.clientId === clientId)
  if (serial === undefined) {
    serial = { clientId, given: 0 }
    cluster.memberSerials.push(serial)
  }
  return `${clientId}-${serial.given++}`
}

function joinKnown(
  cluster: Cluster,
  ports: Ports,
  group: Group,
  request: Join,
  ticket: number,
): JoinAnswer | null {
  const { memberId } = request
  if (isPending(group, memberId)) {
    // Kafka trips over it: nobody with an instance id is told a member id first.
    if (request.groupInstanceId !== null) return joinError('', 'UNKNOWN_SERVER_ERROR')
    removePending(group, memberId)
    return addMember(cluster, ports, group, memberId, request, ticket)
  }
  const error = validateMember(group, memberId, request.groupInstanceId)
  if (error !== 'NONE') return joinError(memberId, error)

  const member = defined(findMember(group, memberId), 'a valid member is there')
  const unchanged = sameProtocols(member.protocols, request.protocols)
  const isLeader = memberId === group.leader
  // It may not have heard the answer to its join: it gets the current generation once more.
  const repeated =
    group.status === 'CompletingRebalance' || (group.status === 'Stable' && !isLeader)
  if (repeated && unchanged) return joinAnswer(group, member, false)

  updateMember(ports, member, request, ticket)
  prepareOrComplete(cluster, ports, group)
  return null
}

function addMember(
  cluster: Cluster,
  ports: Ports,
  group: Group,
  memberId: string,
  request: Join,
  ticket: number,
): null {
  if (group.members.length === 0) group.protocolType = protocolTypeOf(request)
  group.members.push({
    memberId,
    groupInstanceId: request.groupInstanceId,
    clientId: request.clientId,
    sessionTimeoutMs: request.sessionTimeoutMs,
    rebalanceTimeoutMs: request.rebalanceTimeoutMs,
    protocols: request.protocols,
    assignment: [],
    isNew: true,
    joinTicket: ticket,
    syncTicket: noTicket,
  })
  ports.sessionBegins(memberId, newMemberJoinTimeoutMs)
  if (group.leader === '') group.leader = memberId
  if (group.status === 'PreparingRebalance' && group.initial) group.newMemberAdded = true
  prepareOrComplete(cluster, ports, group)
  return null
}

/** A static member is back under a new member id; whoever used the old one is fenced. */
function takeOver(
  cluster: Cluster,
  ports: Ports,
  group: Group,
  member: GroupMember,
  memberId: string,
  request: Join,
  ticket: number,
): JoinAnswer | null {
  const oldMemberId = member.memberId
  releaseJoin(ports, member, joinError(oldMemberId, 'FENCED_INSTANCE_ID'))
  releaseSync(ports, member, syncError('FENCED_INSTANCE_ID'))
  member.memberId = memberId
  if (group.leader === oldMemberId) group.leader = memberId
  removeId(group.pendingSync, oldMemberId)
  // A coordinator of 3.9 remembers that nobody of that instance id has been through a join phase.
  if (!isBroker39(cluster)) member.isNew = false
  ports.sessionBegins(memberId, member.sessionTimeoutMs)
  updateMember(ports, member, request, ticket)

  if (group.status === 'Stable' && selectProtocol(group) === group.protocol) {
    member.joinTicket = noTicket
    appendGroup(cluster.offsets, takeSnapshot(group))
    const leads = memberId === group.leader
    const answer = joinAnswer(group, member, leads)
    return leads ? { ...answer, ledAs: oldMemberId } : answer
  }
  prepareOrComplete(cluster, ports, group)
  return null
}

/**
 * A join that is still held gives way to the new one. In Kafka nobody answers it, and its client
 * hears of a broken connection when its time is over; here it hears at once.
 */
function updateMember(ports: Ports, member: GroupMember, request: Join, ticket: number): void {
  const held = member.joinTicket
  if (held !== noTicket && held !== ticket) {
    ports.respond(held, joinError(member.memberId, 'DISCONNECTED'))
  }
  member.clientId = request.clientId
  member.protocols = request.protocols
  member.sessionTimeoutMs = request.sessionTimeoutMs
  member.rebalanceTimeoutMs = request.rebalanceTimeoutMs
  member.joinTicket = ticket
}

/** The rule of JoinGroup. */
export const joinGroupRule: Rule<'JoinGroup'> = {
  api: 'JoinGroup',
  key: 11,
  coordinator: 'group',
  changes: 'group',
  refuse: ({ memberId }, error) => joinError(memberId, error),
  handle: (cluster, ports, _broker, request, ticket) => {
    cluster.membershipVersion++
    return joinGroup(cluster, ports, request, ticket)
  },
  count: 'arrivals',
}
