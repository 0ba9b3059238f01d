/**
 * EndTxn (API key 26).
 *
 * Behaviour: commits or aborts the ongoing transaction. Asked again after an answer that was lost,
 * it is answered NONE if that is how it ended, and nothing happens twice; asked for the opposite,
 * or without any transaction, INVALID_TXN_STATE. A fenced producer is PRODUCER_FENCED whatever it
 * asks. While the markers are being written: CONCURRENT_TRANSACTIONS, or INVALID_TXN_STATE.
 *
 * Left out: nothing that a client could see.
 *
 * Source: reference A.13; `TransactionCoordinator.endTransaction`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { decide } from './decide.ts'
import { findTransactionalId, producerError } from './transactional-id.ts'

/** Answers at once. */
export function endTxn(
  cluster: Cluster,
  ports: Ports,
  request: RequestOf<'EndTxn'>,
): ResponseOf<'EndTxn'> {
  return { api: 'EndTxn', error: end(cluster, ports, request) }
}

function end(cluster: Cluster, ports: Ports, request: RequestOf<'EndTxn'>): KafkaErrorCode {
  const known = findTransactionalId(cluster, request.transactionalId)
  const error = producerError(known, request.producerId, request.producerEpoch)
  if (known === undefined || error !== 'NONE') return error
  const { committed } = request
  switch (known.status) {
    case 'Ongoing':
      decide(ports, known, known.epoch, committed, 'its producer asked for it')
      return 'NONE'
    case 'CompleteCommit':
      return committed ? 'NONE' : 'INVALID_TXN_STATE'
    case 'CompleteAbort':
      return committed ? 'INVALID_TXN_STATE' : 'NONE'
    case 'PrepareCommit':
      return committed ? 'CONCURRENT_TRANSACTIONS' : 'INVALID_TXN_STATE'
    case 'PrepareAbort':
      return committed ? 'INVALID_TXN_STATE' : 'CONCURRENT_TRANSACTIONS'
    case 'Empty':
    case 'Dead':
      return 'INVALID_TXN_STATE'
  }
}

/** The rule of EndTxn. */
export const endTxnRule: Rule<'EndTxn'> = {
  api: 'EndTxn',
  key: 26,
  coordinator: 'transaction',
  changes: 'anything',
  refuse: (_request, error) => ({ api: 'EndTxn', error }),
  handle: (cluster, ports, _broker, request) => endTxn(cluster, ports, request),
  count: 'answers',
}
