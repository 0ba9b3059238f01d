/**
 * TxnOffsetCommit (key 28), as from version 3 on (KIP-447).
 *
 * Behaviour: the offsets are appended as pending under the producer id; the transaction's marker
 * moves them to the committed offsets or drops them. Generation, member id and instance id fence
 * zombies when they are given; a producer that sends none is not fenced. The coordinator checks
 * that the transaction is going on and includes the group (KIP-890), so that a request that arrives
 * after the end of its transaction leaves no pending offset behind. Where the offsets topic has
 * offsets of that producer and epoch and no marker yet, nobody is asked: what comes between the end
 * of a transaction and its marker is taken along.
 * Left out: versions below 3; the transaction coordinator's part of the check as a request of its
 * own.
 * Brokers of 3.9 (`broker.version`) differ, see below; measured with 3.9.1, `conformance/`.
 * Source: reference A.13; `ClassicGroup.validateOffsetCommit` (transactional),
 * `OffsetMetadataManager.commitTransactionalOffset`.
 */
import { isBroker39 } from '../cluster/broker-version.ts'
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { appendOffsets, hasEnoughReplicas } from '../cluster/offsets-log.ts'
import { forgetPending, ongoingEpoch } from '../cluster/pending-offsets.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { transactionalOffsetsError } from '../transactions/transactional-id.ts'
import { acceptedOffsets, commitAnswer, reachesCoordinator } from './commit-partitions.ts'
import { createGroup, findGroup } from './group.ts'
import { validateCommit } from './validate-commit.ts'

/** Answers a transactional commit, or holds it (null) until it is replicated. */
export function txnOffsetCommit(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'TxnOffsetCommit'>,
  ticket: number,
): ResponseOf<'TxnOffsetCommit'> | null {
  const { offsets, groups } = cluster
  const answer = (error: KafkaErrorCode): ResponseOf<'TxnOffsetCommit'> => {
    return { api: 'TxnOffsetCommit', ...commitAnswer(cluster, request.offsets, error) }
  }
  if (offsets.loading) return answer('COORDINATOR_LOAD_IN_PROGRESS')
  if (!reachesCoordinator(cluster, request.offsets)) return answer('NONE')
  if (request.groupId === '') return answer('INVALID_GROUP_ID')
  if (isBroker39(cluster)) return txnOffsetCommit39(cluster, ports, request, ticket, answer)
  const fenced = producerError(cluster, request)
  if (fenced !== 'NONE') return answer(fenced)
  const group = findGroup(groups, request.groupId)
  const error = validateCommit(group, request)
  if (error !== 'NONE') return answer(error)
  if (!hasEnoughReplicas(cluster)) return answer('COORDINATOR_NOT_AVAILABLE')

  if (group === null) createGroup(groups, request.groupId)
  return appendOffsets(offsets, ports, request, request, ticket, answer('NONE'))
}

/** NONE, or why the transaction cannot have these offsets. */
function producerError(
  cluster: Cluster,
  { transactionalId, producerId, producerEpoch }: RequestOf<'TxnOffsetCommit'>,
): KafkaErrorCode {
  if (ongoingEpoch(cluster.offsets, producerId) === producerEpoch) return 'NONE'
  return transactionalOffsetsError(cluster, transactionalId, producerId, producerEpoch)
}

/**
 * The coordinator of 3.9 looks at the group first, and makes one that it does not know. A request
 * that fails after that takes along what the same producer id has pending for the same partitions:
 * in memory, for the log still has it. So a fenced zombie undoes the offsets of its successor, and
 * the successor's transaction commits without them.
 */
function txnOffsetCommit39(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'TxnOffsetCommit'>,
  ticket: number,
  answer: (error: KafkaErrorCode) => ResponseOf<'TxnOffsetCommit'>,
): ResponseOf<'TxnOffsetCommit'> | null {
  const { offsets, groups } = cluster
  const { producerId, groupId } = request
  const group = findGroup(groups, groupId) ?? createGroup(groups, groupId)
  const error = validateCommit(group, request)
  if (error !== 'NONE') return answer(error)
  const accepted = acceptedOffsets(request.offsets, answer('NONE'))
  // Nobody is asked, and no log looks at an epoch where nothing is appended.
  if (accepted.length === 0 && ongoingEpoch(offsets, producerId) >= 0) return answer('NONE')
  const fenced = producerError(cluster, request)
  if (fenced === 'NONE' && hasEnoughReplicas(cluster)) {
    return appendOffsets(offsets, ports, request, request, ticket, answer('NONE'))
  }
  for (const { topic, partition } of accepted) {
    forgetPending(offsets, groupId, producerId, topic, partition)
  }
  return answer(fenced === 'NONE' ? 'COORDINATOR_NOT_AVAILABLE' : fenced)
}

function refuse(error: KafkaErrorCode): ResponseOf<'TxnOffsetCommit'> {
  return { api: 'TxnOffsetCommit', error }
}

/** The rule of TxnOffsetCommit. */
export const txnOffsetCommitRule: Rule<'TxnOffsetCommit'> = {
  api: 'TxnOffsetCommit',
  key: 28,
  coordinator: 'group',
  // What nobody knows is told first.
  ofNamelessGroup: true,
  changes: 'anything',
  refuse: (_request, error) => refuse(error),
  handle: (cluster, ports, _broker, request, ticket) =>
    txnOffsetCommit(cluster, ports, request, ticket),
  count: 'arrivals',
}
