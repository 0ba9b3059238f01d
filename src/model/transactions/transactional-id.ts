/**
 * What the transaction coordinator knows of one `transactional.id`.
 *
 * Behaviour: a producer speaks for the id if it names the current producer id and epoch. Another
 * producer id is INVALID_PRODUCER_ID_MAPPING; another epoch is PRODUCER_FENCED.
 *
 * Left out: the topic `__transaction_state` (the coordinator neither moves nor forgets, so an id
 * never becomes Dead by expiry), exhausted epochs, and the output topic: what a transaction leaves
 * behind is told by its client. Answers to EndTxn and AddPartitionsToTxn below version 2 say
 * INVALID_PRODUCER_EPOCH for PRODUCER_FENCED: a matter of the wire.
 *
 * Source: reference A.13; `TransactionMetadata`, `TransactionCoordinator`.
 */
import type { KafkaErrorCode } from '../errors.ts'

/** Where the current or last transaction of the id stands. Kafka's names. */
export type TransactionStatus =
  | 'Empty'
  | 'Ongoing'
  | 'PrepareCommit'
  | 'PrepareAbort'
  | 'CompleteCommit'
  | 'CompleteAbort'
  | 'Dead'

export interface TransactionalId {
  readonly id: string
  readonly producerId: number
  /** Of the producer that is not fenced. */
  epoch: number
  status: TransactionStatus
  timeoutMs: number
  /** Virtual milliseconds at which the ongoing transaction began; -1: none is ongoing. */
  startedAt: number
  /** The transaction includes offsets of a group: its outcome is written to the offsets topic. */
  offsetsAdded: boolean
}

/** What is known of the id, if anything is. */
export function findTransactionalId(
  cluster: { readonly transactionalIds: readonly TransactionalId[] },
  id: string,
): TransactionalId | undefined {
  for (const known of cluster.transactionalIds) if (known.id === id) return known
  return undefined
}

/** NONE, or why this producer does not speak for the id. */
export function producerError(
  known: TransactionalId | undefined,
  producerId: number,
  producerEpoch: number,
): KafkaErrorCode {
  if (known === undefined || known.status === 'Dead' || known.producerId !== producerId) {
    return 'INVALID_PRODUCER_ID_MAPPING'
  }
  return known.epoch === producerEpoch ? 'NONE' : 'PRODUCER_FENCED'
}

/**
 * NONE if the producer has an ongoing transaction that includes offsets, as the leader of the
 * offsets topic asks before it appends pending offsets (KIP-890). A fenced epoch is
 * INVALID_PRODUCER_EPOCH here: the name that producers expect from a partition's leader.
 */
export function transactionalOffsetsError(
  cluster: { readonly transactionalIds: readonly TransactionalId[] },
  id: string,
  producerId: number,
  producerEpoch: number,
): KafkaErrorCode {
  const known = findTransactionalId(cluster, id)
  const error = producerError(known, producerId, producerEpoch)
  if (error === 'PRODUCER_FENCED') return 'INVALID_PRODUCER_EPOCH'
  if (known === undefined || error !== 'NONE') return error
  return known.status === 'Ongoing' && known.offsetsAdded ? 'NONE' : 'INVALID_TXN_STATE'
}
