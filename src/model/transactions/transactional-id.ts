/**
 * What the transaction coordinator knows of one `transactional.id`.
 *
 * Behaviour: a producer speaks for the id if it names the current producer id and epoch. Another
 * producer id is INVALID_PRODUCER_ID_MAPPING; another epoch is PRODUCER_FENCED.
 *
 * Left out: the topic `__transaction_state` (the coordinator neither moves nor forgets, so an id
 * never becomes Dead by expiry). What a transaction of the model's own
 * producer leaves behind is told by its client. Answers to EndTxn and AddPartitionsToTxn below
 * version 2 say INVALID_PRODUCER_EPOCH for PRODUCER_FENCED: a matter of the wire.
 *
 * Source: reference A.13; `TransactionMetadata`, `TransactionCoordinator`.
 */

import type { KafkaErrorCode } from '../errors.ts'
import type { TopicPartition } from '../topic-partition.ts'

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
  producerId: number
  /** Of the producer that is not fenced. */
  epoch: number
  /** Which that producer has had before, by raising its own; -1: none. */
  epochBefore: number
  status: TransactionStatus
  timeoutMs: number
  /** Virtual milliseconds at which the ongoing transaction began; -1: none is ongoing. */
  startedAt: number
  /** Virtual milliseconds at which it was decided, while its markers are not written; -1: none. */
  decidedAt: number
  /** The transaction includes offsets of a group: its outcome is written to the offsets topic. */
  offsetsAdded: boolean
  /** The partitions it writes to, in the order in which they were added. */
  readonly partitions: TopicPartition[]
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

/** Whether its transaction is decided and its markers are not written yet. */
export function isEnding({ status }: TransactionalId): boolean {
  return status === 'PrepareCommit' || status === 'PrepareAbort'
}

/** Whether the ongoing transaction of the id writes to the partition. */
export function includesPartition(
  known: TransactionalId,
  topic: string,
  partition: number,
): boolean {
  for (const added of known.partitions) {
    if (added.partition === partition && added.topic === topic) return true
  }
  return false
}

/**
 * NONE if the producer has an ongoing transaction that includes offsets, as the leader of the
 * offsets topic asks before it appends pending offsets (KIP-890).
 */
export function transactionalOffsetsError(
  cluster: { readonly transactionalIds: readonly TransactionalId[] },
  id: string,
  producerId: number,
  producerEpoch: number,
): KafkaErrorCode {
  const known = findTransactionalId(cluster, id)
  const error = verifyError(known, producerId, producerEpoch)
  if (known === undefined || error !== 'NONE') return error
  return known.offsetsAdded ? 'NONE' : 'INVALID_TXN_STATE'
}

/**
 * NONE if the producer has an ongoing transaction that includes the partition, as its leader asks
 * before it appends records of a transaction (KIP-890).
 */
export function transactionalRecordsError(
  cluster: { readonly transactionalIds: readonly TransactionalId[] },
  id: string,
  producer: { readonly producerId: number; readonly producerEpoch: number },
  { topic, partition }: TopicPartition,
): KafkaErrorCode {
  const known = findTransactionalId(cluster, id)
  const error = verifyError(known, producer.producerId, producer.producerEpoch)
  if (known === undefined || error !== 'NONE') return error
  return includesPartition(known, topic, partition) ? 'NONE' : 'INVALID_TXN_STATE'
}

/** A fenced epoch is INVALID_PRODUCER_EPOCH: the name that producers expect from a leader. */
function verifyError(
  known: TransactionalId | undefined,
  producerId: number,
  producerEpoch: number,
): KafkaErrorCode {
  const error = producerError(known, producerId, producerEpoch)
  if (error === 'PRODUCER_FENCED') return 'INVALID_PRODUCER_EPOCH'
  if (known === undefined || error !== 'NONE') return error
  if (isEnding(known)) return 'CONCURRENT_TRANSACTIONS'
  return known.status === 'Ongoing' ? 'NONE' : 'INVALID_TXN_STATE'
}
