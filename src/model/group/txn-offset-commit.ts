/**
 * TxnOffsetCommit (key 28), as from version 3 on (KIP-447).
 *
 * Behaviour: the offsets are appended as pending under the producer id; the transaction's marker
 * moves them to the committed offsets or drops them. Generation, member id and instance id fence
 * zombies when they are given; a producer that sends none is not fenced. The coordinator checks
 * that the transaction is going on and includes the group (KIP-890), so that a request that arrives
 * after the end of its transaction leaves no pending offset behind.
 * Left out: versions below 3; the transaction coordinator's part of the check as a request of its
 * own.
 * Source: reference A.13; `ClassicGroup.validateOffsetCommit` (transactional),
 * `OffsetMetadataManager.commitTransactionalOffset`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { appendOffsets, hasEnoughReplicas } from '../cluster/offsets-log.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { transactionalOffsetsError } from '../transactions/transactional-id.ts'
import { createGroup, findGroup } from './group.ts'
import { validateCommit } from './validate-commit.ts'

/** Answers a transactional commit, or holds it (null) until it is replicated. */
export function txnOffsetCommit(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'TxnOffsetCommit'>,
  ticket: number,
): ResponseOf<'TxnOffsetCommit'> | null {
  if (cluster.offsets.loading) return refuse('COORDINATOR_LOAD_IN_PROGRESS')
  const { transactionalId, producerId, producerEpoch } = request
  const fenced = transactionalOffsetsError(cluster, transactionalId, producerId, producerEpoch)
  if (fenced !== 'NONE') return refuse(fenced)
  const group = findGroup(cluster.groups, request.groupId)
  const error = validateCommit(group, request)
  if (error !== 'NONE') return refuse(error)
  if (!hasEnoughReplicas(cluster)) return refuse('COORDINATOR_NOT_AVAILABLE')

  if (group === null) createGroup(cluster.groups, request.groupId)
  const held = appendOffsets(cluster.offsets, ports, 'TxnOffsetCommit', request, producerId, ticket)
  return held ? null : { api: 'TxnOffsetCommit', error: 'NONE' }
}

function refuse(error: KafkaErrorCode): ResponseOf<'TxnOffsetCommit'> {
  return { api: 'TxnOffsetCommit', error }
}

/** The rule of TxnOffsetCommit. */
export const txnOffsetCommitRule: Rule<'TxnOffsetCommit'> = {
  api: 'TxnOffsetCommit',
  key: 28,
  coordinator: 'group',
  changes: 'anything',
  refuse: (_request, error) => refuse(error),
  handle: (cluster, ports, _broker, request, ticket) =>
    txnOffsetCommit(cluster, ports, request, ticket),
  count: 'arrivals',
}
