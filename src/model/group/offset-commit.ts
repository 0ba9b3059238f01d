/**
 * OffsetCommit (key 8).
 *
 * Behaviour: validated (see validate-commit.ts), appended to the offsets topic, and answered when
 * it is replicated; only then does OffsetFetch show it. A commit of generation -1 into a group that
 * nobody has used makes a simple group. With fewer replicas in sync than min.insync.replicas the
 * answer is COORDINATOR_NOT_AVAILABLE and nothing is appended.
 * Left out: a commit counts as a heartbeat in Kafka (sessions end only when the world says so, see
 * timers.ts); unknown topics; the retention time of versions 2 to 4; errors of single partitions.
 * Source: reference 0.1 #3, #4, #7, A.7.3, A.11; `OffsetMetadataManager.commitOffset`,
 * `maybeConvertOffsetCommitError`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { appendOffsets, hasEnoughReplicas } from '../cluster/offsets-log.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { createGroup, findGroup } from './group.ts'
import { validateCommit } from './validate-commit.ts'

/** Answers a commit, or holds it (null) until it is replicated. */
export function offsetCommit(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'OffsetCommit'>,
  ticket: number,
): ResponseOf<'OffsetCommit'> | null {
  if (cluster.offsets.loading) return refuse('COORDINATOR_LOAD_IN_PROGRESS')
  const group = findGroup(cluster.groups, request.groupId)
  const error = validateCommit(group, request)
  if (error !== 'NONE') return refuse(error)
  if (!hasEnoughReplicas(cluster)) return refuse('COORDINATOR_NOT_AVAILABLE')

  if (group === null) createGroup(cluster.groups, request.groupId)
  const held = appendOffsets(cluster.offsets, ports, 'OffsetCommit', request, -1, ticket)
  return held ? null : { api: 'OffsetCommit', error: 'NONE' }
}

function refuse(error: KafkaErrorCode): ResponseOf<'OffsetCommit'> {
  return { api: 'OffsetCommit', error }
}

/** The rule of OffsetCommit. */
export const offsetCommitRule: Rule<'OffsetCommit'> = {
  api: 'OffsetCommit',
  key: 8,
  coordinator: 'group',
  changes: 'group',
  refuse: (_request, error) => refuse(error),
  handle: (cluster, ports, _broker, request, ticket) =>
    offsetCommit(cluster, ports, request, ticket),
  count: 'arrivals',
}
