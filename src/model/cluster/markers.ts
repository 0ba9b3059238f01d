/**
 * The end of a transaction in a partition that applications' producers write to.
 *
 * Behaviour: every partition that was added to the transaction gets a marker, also one without a
 * record of it. Records of a transaction that is aborted are marked so: `read_committed` consumers
 * skip them. The last stable offset goes on to the next transaction that is open.
 *
 * Left out: a marker that cannot be written yet (WriteTxnMarkers is no request here); the index of
 * aborted transactions (the records say it themselves).
 *
 * Source: reference A.2.4, A.13; `ProducerAppendInfo.appendEndTxnMarker`,
 * `ProducerStateManager.completeTxn`.
 */

import { epochMs } from '../network/records.ts'
import { appendControl, emitProduced } from './append.ts'
import type { Cluster, Ports } from './cluster.ts'
import { indexAtOrAbove, type LogRecord, type PartitionLog } from './partition-log.ts'
import { indexOfTransaction, rememberMarker } from './producer-state.ts'
import { isTold } from './told-topics.ts'

/** Writes the marker of the producer's transaction, under the epoch that is valid now. */
export function appendMarker(
  cluster: Cluster,
  ports: Ports,
  log: PartitionLog,
  { producerId, epoch }: { readonly producerId: number; readonly epoch: number },
  committed: boolean,
): void {
  const index = indexOfTransaction(log, producerId)
  const open = log.transactions[index]
  if (open !== undefined) {
    log.transactions.splice(index, 1)
    settle(cluster, ports, log, producerId, open.firstOffset, committed)
  }
  const offset = log.logEnd + log.gapBeforeNext
  rememberMarker(log, producerId, epoch, offset)
  const writer = { producerId, producerEpoch: epoch, transactional: true }
  appendControl(cluster, ports, log, writer, committed ? 'commit' : 'abort', epochMs + ports.now())
}

/** What a fetch has handed out stays as it was: an aborted record is a new object in its place. */
function settle(
  cluster: Cluster,
  ports: Ports,
  log: PartitionLog,
  producerId: number,
  firstOffset: number,
  committed: boolean,
): void {
  const told = isTold(cluster, log.topic)
  for (let i = indexAtOrAbove(log, firstOffset); i < log.records.length; i++) {
    const record = log.records.at(i) as LogRecord
    if (record.producerId !== producerId || record.type !== 'data') continue
    if (!committed) log.records.splice(i, 1, { ...record, type: 'aborted' })
    if (told) emitProduced(ports, log, record.offset, !committed)
  }
}
