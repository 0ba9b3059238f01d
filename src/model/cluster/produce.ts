/**
 * Produce (API key 0): records of applications' own producers.
 *
 * Behaviour: each partition is judged on its own: first its leader, then the transaction
 * (INVALID_TXN_STATE unless it is ongoing and the partition was added to it; NOT_ENOUGH_REPLICAS
 * while the markers of the one before are written; not asked where the log has records of it),
 * then whether there is a record at all, then the replicas in sync (`acks=-1` and
 * `min.insync.replicas`), then the producer's epoch and sequence numbers (see producer-state.ts).
 * A batch is written whole and replicated at once; one of `acks` other than all by the model's own
 * producer is not yet: a new leader may lack it (see leaders.ts).
 * Where records cannot be read (`unreadable`),
 * nothing of the request is written. The first records of a transaction hold the last stable
 * offset back until its marker.
 * The history shows records of the topic that the group reads, of those in a transaction when
 * its marker is written: only then it is known whether anybody is owed them.
 *
 * Left out: `acks=0` and `acks=1` losses of clients on the wire, and in the topic of the run;
 * sizes, compression and timestamps set by the broker; a delayed answer (replication takes no
 * time); quotas. A `read_uncommitted` group may be handed a record of a transaction before the
 * history showed it.
 *
 * Source: reference A.12, A.13, C.10; KIP-890; `ReplicaManager.appendRecords`,
 * `Partition.appendRecordsToLeader`, `UnifiedLog.analyzeAndValidateProducerState`.
 */

import type { KafkaErrorCode } from '../errors.ts'
import type { ProducedPartition, ProduceEntry } from '../network/application-requests.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { Rule } from '../network/rule.ts'
import { transactionalRecordsError } from '../transactions/transactional-id.ts'
import { emitProduced, replicate, writeRecord } from './append.ts'
import type { Cluster, Ports } from './cluster.ts'
import { leaderError } from './leader-error.ts'
import { findPartition, type PartitionLog } from './partition-log.ts'
import {
  beginVerification,
  endVerification,
  findDuplicate,
  indexOfTransaction,
  isOngoing,
  type NewBatch,
  rememberBatch,
  sequenceError,
} from './producer-state.ts'
import { isTold } from './told-topics.ts'

type Produce = RequestOf<'Produce'>

/** Answers at once. */
export function produce(
  cluster: Cluster,
  ports: Ports,
  broker: number,
  request: Produce,
): ResponseOf<'Produce'> {
  const { unreadable } = request
  if (unreadable !== undefined) return { ...refuse(request, unreadable), error: 'NONE' }
  const partitions: ProducedPartition[] = []
  for (const entry of request.partitions) {
    partitions.push(produceTo(cluster, ports, broker, request, entry))
  }
  return { api: 'Produce', error: 'NONE', partitions }
}

function produceTo(
  cluster: Cluster,
  ports: Ports,
  broker: number,
  request: Produce,
  entry: ProduceEntry,
): ProducedPartition {
  const { topic, partition } = entry
  const log = findPartition(cluster, topic, partition)
  const answer = (error: KafkaErrorCode, baseOffset = -1): ProducedPartition => {
    const logStart = error === 'NONE' ? (log?.logStart ?? -1) : -1
    return { topic, partition, error, baseOffset, logStart }
  }
  const refused = refusal(cluster, log, broker, request, entry)
  if (log === undefined || refused !== 'NONE') return answer(refused)
  if (request.producerId < 0) return answer('NONE', append(cluster, ports, log, request, entry))

  const { producerId, producerEpoch } = request
  const { baseSequence, records } = entry
  const batch = { producerId, producerEpoch, baseSequence, count: records.length }
  const duplicate = findDuplicate(log, batch)
  if (duplicate !== undefined) return answer('NONE', duplicate.baseOffset)
  const error = producerError(log, request, batch)
  if (error !== 'NONE') return answer(error)
  const baseOffset = append(cluster, ports, log, request, entry)
  rememberBatch(log, batch, baseOffset)
  return answer('NONE', baseOffset)
}

/** NONE, or why nothing can be written to the partition, whatever the sequence numbers are. */
function refusal(
  cluster: Cluster,
  log: PartitionLog | undefined,
  broker: number,
  request: Produce,
  entry: ProduceEntry,
): KafkaErrorCode {
  const error = leaderError(log, broker, -1)
  if (log === undefined || error !== 'NONE') return error
  const unverified = verify(cluster, log, request, entry)
  if (unverified !== 'NONE') return unverified
  if (entry.records.length === 0) return 'INVALID_RECORD'
  const tooFew = log.inSync.length < cluster.settings['min.insync.replicas']
  return request.acks === -1 && tooFew ? 'NOT_ENOUGH_REPLICAS' : 'NONE'
}

/**
 * The leader asks the transaction coordinator, unless its log has records of the transaction.
 * Producers of before KIP-890 could not take CONCURRENT_TRANSACTIONS: they are told something else.
 */
function verify(
  cluster: Cluster,
  log: PartitionLog,
  request: Produce,
  entry: ProduceEntry,
): KafkaErrorCode {
  const { transactionalId } = request
  if (transactionalId === null || isOngoing(log, request)) return 'NONE'
  const { producerId, producerEpoch } = request
  beginVerification(log, { producerId, producerEpoch, baseSequence: entry.baseSequence })
  const error = transactionalRecordsError(cluster, transactionalId, request, entry)
  return error === 'CONCURRENT_TRANSACTIONS' ? 'NOT_ENOUGH_REPLICAS' : error
}

function producerError(log: PartitionLog, request: Produce, batch: NewBatch): KafkaErrorCode {
  const error = sequenceError(log, batch)
  if (error !== 'NONE') return error
  const stray = request.transactionalId === null && indexOfTransaction(log, batch.producerId) >= 0
  return stray ? 'INVALID_TXN_STATE' : 'NONE'
}

/** Writes the records and returns the first one's offset. */
function append(
  cluster: Cluster,
  ports: Ports,
  log: PartitionLog,
  request: Produce,
  { records }: ProduceEntry,
): number {
  const { producerId, producerEpoch } = request
  const transactional = request.transactionalId !== null
  if (transactional) endVerification(log, producerId)
  const baseOffset = log.logEnd + log.gapBeforeNext
  if (transactional && indexOfTransaction(log, producerId) < 0) {
    log.transactions.push({ producerId, firstOffset: baseOffset })
  }
  const visible = isTold(cluster, log.topic) && !transactional
  // A client without idempotence sends an epoch that means nothing.
  const epoch = producerId < 0 ? -1 : producerEpoch
  const writer = { producerId, producerEpoch: epoch, transactional }
  for (const payload of records) {
    const offset = writeRecord(log, 'data', writer, payload, 'none')
    if (visible) emitProduced(ports, log, offset, false)
    if (payload.copyOf !== undefined) log.unreplicated += 1
  }
  const waits = request.acks !== -1 && !visible && log.unreplicated > 0
  if (!waits) replicate(cluster, ports, log)
  return baseOffset
}

function refuse({ partitions }: Produce, error: KafkaErrorCode): ResponseOf<'Produce'> {
  const refused = partitions.map(({ topic, partition }) => {
    return { topic, partition, error, baseOffset: -1, logStart: -1 }
  })
  return { api: 'Produce', error, partitions: refused }
}

/** The rule of Produce. */
export const produceRule: Rule<'Produce'> = {
  api: 'Produce',
  key: 0,
  coordinator: 'none',
  changes: 'anything',
  refuse,
  handle: produce,
  count: ({ partitions }) => partitions,
}
