/**
 * The coordinator decides a transaction.
 *
 * Behaviour: the decision comes first and cannot be taken back; who asked for it is answered. Then
 * the markers are written, one to each partition that was added, under the epoch that is valid now:
 * a producer that was fenced is fenced by these partitions, too. Only a transaction that includes
 * offsets has a marker in the offsets topic. Until then requests for the id are answered
 * CONCURRENT_TRANSACTIONS, and who does not ask for stable offsets is told the old ones: with real
 * brokers about every second time that it is asked at once (`conformance/`).
 *
 * Left out: the markers of one transaction that are written at different times.
 *
 * Source: reference A.13; `TransactionCoordinator.endTransaction`,
 * `TransactionMarkerChannelManager`.
 */
import { assert } from '../assert.ts'
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { appendMarker } from '../cluster/markers.ts'
import { appendTransactionMarker } from '../cluster/offsets-topic.ts'
import { findPartition } from '../cluster/partition-log.ts'
import { isEnding, type TransactionalId } from './transactional-id.ts'

/** Commits or aborts the ongoing transaction, which ran under the given producer epoch. */
export function decide(
  ports: Ports,
  known: TransactionalId,
  producerEpoch: number,
  committed: boolean,
  reason: string,
): void {
  assert(known.status === 'Ongoing', `there is no ongoing transaction of ${known.id}`)
  known.status = committed ? 'PrepareCommit' : 'PrepareAbort'
  known.startedAt = -1
  known.decidedAt = ports.now()
  ports.transactionEnded(known.producerId, producerEpoch, committed, reason)
}

/** Writes the markers of the transaction that is decided: it is complete. */
export function writeMarkers(cluster: Cluster, ports: Ports, known: TransactionalId): void {
  assert(isEnding(known), `no transaction of ${known.id} has been decided`)
  const committed = known.status === 'PrepareCommit'
  for (const { topic, partition } of known.partitions.splice(0)) {
    const log = findPartition(cluster, topic, partition)
    // A topic that was deleted meanwhile gets no marker.
    if (log !== undefined) appendMarker(cluster, ports, log, known, committed)
  }
  if (known.offsetsAdded) appendTransactionMarker(cluster, ports, known, committed)
  known.offsetsAdded = false
  known.decidedAt = -1
  known.status = committed ? 'CompleteCommit' : 'CompleteAbort'
}

/** Aborts the ongoing transaction and fences its producer by raising the epoch. */
export function fenceAndAbort(ports: Ports, known: TransactionalId, reason: string): void {
  const producerEpoch = known.epoch
  known.epoch += 1
  known.epochBefore = -1
  decide(ports, known, producerEpoch, false, reason)
}
