/**
 * AddPartitionsToTxn (API key 24) and AddOffsetsToTxn (API key 25).
 *
 * Behaviour: either begins a transaction if none is ongoing; AddOffsetsToTxn adds the group's
 * partition of the offsets topic, which will then get the marker. Repeats are answered NONE.
 *
 * Left out: which partitions of the output topic were added: no marker is written there, so a
 * transaction that has only effects can end and time out, and that is all.
 *
 * Source: reference A.13; `TransactionCoordinator.handleAddPartitionsToTransaction`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import { findTransactionalId, producerError } from './transactional-id.ts'

/** Answers at once. */
export function addPartitionsToTxn(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'AddPartitionsToTxn'>,
): ResponseOf<'AddPartitionsToTxn'> {
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
  // Only from within the writing of markers; a client that is told so tries again.
  if (known.status === 'PrepareCommit' || known.status === 'PrepareAbort') {
    return 'CONCURRENT_TRANSACTIONS'
  }
  if (known.status !== 'Ongoing') {
    known.status = 'Ongoing'
    known.startedAt = ports.now()
  }
  if (request.api === 'AddOffsetsToTxn') known.offsetsAdded = true
  return 'NONE'
}
