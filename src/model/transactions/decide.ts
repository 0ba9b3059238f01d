/**
 * The coordinator decides a transaction.
 *
 * Behaviour: the decision comes first and cannot be taken back; then the markers are written, one
 * to each partition that was added, under the epoch that is valid now: a producer that was fenced
 * is fenced by these partitions, too. Only a transaction that includes offsets has a marker in the
 * offsets topic.
 *
 * Left out: the time between decision and markers, during which other requests for the id would be
 * answered CONCURRENT_TRANSACTIONS.
 *
 * Source: reference A.13; `TransactionCoordinator.endTransaction`.
 */
import { assert } from '../assert.ts'
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { appendMarker } from '../cluster/markers.ts'
import { appendTransactionMarker } from '../cluster/offsets-topic.ts'
import { findPartition } from '../cluster/partition-log.ts'
import type { TransactionalId } from './transactional-id.ts'

/** Commits or aborts the ongoing transaction, which ran under the given producer epoch. */
export function decide(
  cluster: Cluster,
  ports: Ports,
  known: TransactionalId,
  producerEpoch: number,
  committed: boolean,
  reason: string,
): void {
  assert(known.status === 'Ongoing', `there is no ongoing transaction of ${known.id}`)
  const offsetsAdded = known.offsetsAdded
  known.status = committed ? 'PrepareCommit' : 'PrepareAbort'
  known.offsetsAdded = false
  known.startedAt = -1
  const partitions = known.partitions.splice(0)
  ports.transactionEnded(known.producerId, producerEpoch, committed, reason)
  for (const { topic, partition } of partitions) {
    const log = findPartition(cluster, topic, partition)
    // A topic that was deleted meanwhile gets no marker.
    if (log !== undefined) appendMarker(cluster, ports, log, known, committed)
  }
  if (offsetsAdded) appendTransactionMarker(cluster, ports, known.producerId, committed)
  known.status = committed ? 'CompleteCommit' : 'CompleteAbort'
}

/** Aborts the ongoing transaction and fences its producer by raising the epoch. */
export function fenceAndAbort(
  cluster: Cluster,
  ports: Ports,
  known: TransactionalId,
  reason: string,
): void {
  const producerEpoch = known.epoch
  known.epoch += 1
  decide(cluster, ports, known, producerEpoch, false, reason)
}
