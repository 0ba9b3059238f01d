/**
 * OffsetCommit (key 8).
 *
 * Behaviour: validated (see validate-commit.ts), appended to the offsets topic, and answered when
 * it is replicated; only then does OffsetFetch show it. A commit of generation -1 into a group that
 * nobody has used makes a simple group. With fewer replicas in sync than min.insync.replicas the
 * answer is COORDINATOR_NOT_AVAILABLE and nothing is appended.
 * A commit of a member maintains its session, in Stable and PreparingRebalance.
 * Left out: the retention time of versions 2 to 4.
 * Source: reference 0.1 #3, #4, #7, A.7.3, A.11; `OffsetMetadataManager.commitOffset`,
 * `maybeConvertOffsetCommitError`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { appendOffsets, hasEnoughReplicas } from '../cluster/offsets-log.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { commitAnswer, reachesCoordinator } from './commit-partitions.ts'
import { createGroup, findGroup, findMember, type Group } from './group.ts'
import { validateCommit } from './validate-commit.ts'

const nobody = { producerId: -1, producerEpoch: -1 }

/** Answers a commit, or holds it (null) until it is replicated. */
export function offsetCommit(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'OffsetCommit'>,
  ticket: number,
): ResponseOf<'OffsetCommit'> | null {
  const { offsets, groups } = cluster
  const answer = (error: KafkaErrorCode): ResponseOf<'OffsetCommit'> => {
    return { api: 'OffsetCommit', ...commitAnswer(cluster, request.offsets, error) }
  }
  if (offsets.loading) return answer('COORDINATOR_LOAD_IN_PROGRESS')
  if (!reachesCoordinator(cluster, request.offsets)) return answer('NONE')
  const group = findGroup(groups, request.groupId)
  const error = validateCommit(group, request)
  if (error !== 'NONE') return answer(error)
  if (group === null) createGroup(groups, request.groupId)
  else refreshSession(ports, group, request.memberId)
  if (!hasEnoughReplicas(cluster)) return answer('COORDINATOR_NOT_AVAILABLE')
  return appendOffsets(offsets, ports, request, nobody, ticket, answer('NONE'))
}

function refreshSession(ports: Ports, group: Group, memberId: string): void {
  if (group.status !== 'Stable' && group.status !== 'PreparingRebalance') return
  const member = findMember(group, memberId)
  if (member !== null) ports.sessionBegins(memberId, member.sessionTimeoutMs)
}

function refuse(error: KafkaErrorCode): ResponseOf<'OffsetCommit'> {
  return { api: 'OffsetCommit', error }
}

/** The rule of OffsetCommit. */
export const offsetCommitRule: Rule<'OffsetCommit'> = {
  api: 'OffsetCommit',
  key: 8,
  coordinator: 'group',
  ofNamelessGroup: true,
  changes: 'group',
  refuse: (_request, error) => refuse(error),
  handle: (cluster, ports, _broker, request, ticket) =>
    offsetCommit(cluster, ports, request, ticket),
  count: 'arrivals',
}
