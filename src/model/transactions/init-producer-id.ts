/**
 * InitProducerId (API key 22).
 *
 * Behaviour: the first call creates the id with epoch 0. Every later one raises the epoch, which
 * fences whoever had it before. An ongoing transaction is aborted first, under an epoch of its own,
 * and the answer is CONCURRENT_TRANSACTIONS until its markers are written.
 * Without a transactional id every call gets a producer id of its own, which nobody coordinates.
 * When the epochs of a producer id are used up, the transactional id gets another producer id.
 *
 * A producer that says who it has been raises its own epoch, and is refused if somebody else has
 * done so since (KIP-360); asked once more, the coordinator tells it the epoch that it has.
 *
 * Left out: that it asks once more after the epochs of its producer id are used up.
 *
 * Source: reference A.13; `TransactionCoordinator.handleInitProducerId`,
 * `TransactionMetadata.isProducerEpochExhausted`, `prepareIncrementProducerEpoch`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { fenceAndAbort } from './decide.ts'
import { findTransactionalId, isEnding, type TransactionalId } from './transactional-id.ts'

/** Answers at once. */
export function initProducerId(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'InitProducerId'>,
): ResponseOf<'InitProducerId'> {
  const { transactionalId } = request
  if (transactionalId === null) {
    const producerId = cluster.nextProducerId++
    return { api: 'InitProducerId', error: 'NONE', producerId, producerEpoch: 0 }
  }
  const known = findTransactionalId(cluster, transactionalId)
  if (known === undefined) return answer(create(cluster, transactionalId, request))
  const { before } = request
  if (before !== undefined && before.producerId !== known.producerId) {
    return refuse('PRODUCER_FENCED')
  }
  if (known.status === 'Ongoing') {
    fenceAndAbort(ports, known, 'a new producer took over its transactional.id')
  }
  if (isEnding(known)) return refuse('CONCURRENT_TRANSACTIONS')
  if (before === undefined || before.producerEpoch === known.epoch) {
    nextEpoch(cluster, known, before !== undefined)
  } else if (before.producerEpoch !== known.epochBefore) return refuse('PRODUCER_FENCED')
  known.status = 'Empty'
  known.timeoutMs = request.transactionTimeoutMs
  return answer(known)
}

/** An epoch is 16 bits wide, and the last one is kept for fencing. */
const epochsEnd = 32_766

function nextEpoch(cluster: Cluster, known: TransactionalId, byItself: boolean): void {
  known.epochBefore = byItself ? known.epoch : -1
  if (known.epoch < epochsEnd) {
    known.epoch++
    return
  }
  known.producerId = cluster.nextProducerId++
  known.epoch = 0
}

function create(
  cluster: Cluster,
  id: string,
  request: RequestOf<'InitProducerId'>,
): TransactionalId {
  const created: TransactionalId = {
    id,
    producerId: cluster.nextProducerId++,
    epoch: 0,
    epochBefore: -1,
    status: 'Empty',
    timeoutMs: request.transactionTimeoutMs,
    startedAt: -1,
    decidedAt: -1,
    offsetsAdded: false,
    partitions: [],
  }
  cluster.transactionalIds.push(created)
  return created
}

function answer(known: TransactionalId): ResponseOf<'InitProducerId'> {
  return {
    api: 'InitProducerId',
    error: 'NONE',
    producerId: known.producerId,
    producerEpoch: known.epoch,
  }
}

function refuse(error: KafkaErrorCode): ResponseOf<'InitProducerId'> {
  return { api: 'InitProducerId', error, producerId: -1, producerEpoch: -1 }
}

/** The rule of InitProducerId. */
export const initProducerIdRule: Rule<'InitProducerId'> = {
  api: 'InitProducerId',
  key: 22,
  coordinator: ({ transactionalId }) => (transactionalId === null ? 'none' : 'transaction'),
  changes: 'anything',
  refuse: (_request, error) => refuse(error),
  handle: (cluster, ports, _broker, request) => initProducerId(cluster, ports, request),
  count: 'answers',
}
