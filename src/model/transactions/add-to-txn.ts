/**
 * AddPartitionsToTxn (API key 24) and AddOffsetsToTxn (API key 25).
 *
 * Behaviour: either begins a transaction if none is ongoing. AddPartitionsToTxn adds partitions,
 * each of which will get a marker; where one of them does not exist, none is added.
 * AddOffsetsToTxn adds the group's partition of the offsets topic, which will get a marker, too.
 * Repeats are answered NONE. While the markers of the transaction before are not written the answer
 * is CONCURRENT_TRANSACTIONS, and the client asks again. A list without partitions begins a
 * transaction that has only effects.
 *
 * Left out: errors of single partitions (OPERATION_NOT_ATTEMPTED for the innocent ones).
 *
 * Source: reference A.13; `TransactionCoordinator.handleAddPartitionsToTransaction`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { findPartition } from '../cluster/partition-log.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import type { TopicPartition } from '../topic-partition.ts'
import {
  findTransactionalId,
  includesPartition,
  isEnding,
  producerError,
  type TransactionalId,
} from './transactional-id.ts'

/** Answers at once. */
export function addPartitionsToTxn(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'AddPartitionsToTxn'>,
): ResponseOf<'AddPartitionsToTxn'> {
  for (const { topic, partition } of request.partitions) {
    if (findPartition(cluster, topic, partition) !== undefined) continue
    return { api: 'AddPartitionsToTxn', error: 'UNKNOWN_TOPIC_OR_PARTITION' }
  }
  return { api: 'AddPartitionsToTxn', error: add(cluster, ports, request) }
}

/** Answers at once. */
export function addOffsetsToTxn(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'AddOffsetsToTxn'>,
): ResponseOf<'AddOffsetsToTxn'> {
  return { api: 'AddOffsetsToTxn', error: add(cluster, ports, request) }
}

function add(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'AddPartitionsToTxn' | 'AddOffsetsToTxn'>,
): KafkaErrorCode {
  const known = findTransactionalId(cluster, request.transactionalId)
  const error = producerError(known, request.producerId, request.producerEpoch)
  if (known === undefined || error !== 'NONE') return error
  if (isEnding(known)) return 'CONCURRENT_TRANSACTIONS'
  if (known.status !== 'Ongoing') {
    known.status = 'Ongoing'
    known.startedAt = ports.now()
  }
  if (request.api === 'AddOffsetsToTxn') known.offsetsAdded = true
  else addPartitions(known, request.partitions)
  return 'NONE'
}

function addPartitions(known: TransactionalId, partitions: readonly TopicPartition[]): void {
  for (const { topic, partition } of partitions) {
    if (!includesPartition(known, topic, partition)) known.partitions.push({ topic, partition })
  }
}

/** The rule of AddPartitionsToTxn. */
export const addPartitionsToTxnRule: Rule<'AddPartitionsToTxn'> = {
  api: 'AddPartitionsToTxn',
  key: 24,
  coordinator: 'transaction',
  changes: 'anything',
  refuse: (_request, error) => ({ api: 'AddPartitionsToTxn', error }),
  handle: (cluster, ports, _broker, request) => addPartitionsToTxn(cluster, ports, request),
  count: 'answers',
}

/** The rule of AddOffsetsToTxn. */
export const addOffsetsToTxnRule: Rule<'AddOffsetsToTxn'> = {
  api: 'AddOffsetsToTxn',
  key: 25,
  coordinator: 'transaction',
  changes: 'anything',
  refuse: (_request, error) => ({ api: 'AddOffsetsToTxn', error }),
  handle: (cluster, ports, _broker, request) => addOffsetsToTxn(cluster, ports, request),
  count: 'answers',
}
