/**
 * Retention: the oldest records of a partition are deleted.
 *
 * Behaviour: the log start moves up, never beyond the high watermark. Consumers whose position is
 * now below it will be told OFFSET_OUT_OF_RANGE. Of the epochs that have ended before the new log
 * start, none is left.
 *
 * Left out: when it happens (`retention.ms`, `retention.bytes`, whole segments); DeleteRecords
 * (delete-records.ts) comes here, too.
 *
 * Source: reference A.9, A.12; `UnifiedLog.maybeIncrementLogStartOffset`.
 */

import { assert } from '../assert.ts'
import type { Cluster, Ports } from './cluster.ts'
import { answerReadyFetches } from './fetch.ts'
import { indexAtOrAbove, type PartitionLog, updateLastStableOffset } from './partition-log.ts'
import { isTold } from './told-topics.ts'

/** Deletes what is below the offset; without effect if nothing is. */
export function deleteBelow(
  cluster: Cluster,
  ports: Ports,
  log: PartitionLog,
  offset: number,
): void {
  assert(offset <= log.highWatermark, 'retention stops at the high watermark')
  if (offset <= log.logStart) return
  log.records.splice(0, indexAtOrAbove(log, offset))
  log.logStart = offset
  dropEpochsBelow(log, offset)
  updateLastStableOffset(log)
  const { topic, partition } = log
  if (isTold(cluster, topic)) {
    ports.emit({ kind: 'deleted-below', time: ports.now(), topic, partition, offset })
  }
  answerReadyFetches(cluster, ports, log)
}

function dropEpochsBelow(log: PartitionLog, offset: number): void {
  let ended = 0
  while ((log.epochs[ended + 1]?.startOffset ?? offset + 1) <= offset) ended += 1
  log.epochs.splice(0, ended)
  const first = log.epochs[0]
  if (first !== undefined && first.startOffset < offset) {
    log.epochs[0] = { epoch: first.epoch, startOffset: offset }
  }
}
