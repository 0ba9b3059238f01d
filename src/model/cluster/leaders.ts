/**
 * Elections of a partition's leader.
 *
 * Behaviour: a clean election gives the lead to an in-sync replica; nothing is lost, and the leader
 * epoch goes up. An unclean one gives it to a replica that lacks the end of the log: everything
 * from there on is gone for good, and the offsets are given out again under the new epoch. In both
 * cases fetches that wait at the old leader are answered with the error of their view.
 *
 * Left out: the time without a leader; followers that truncate later (they are back in sync at
 * once); a transaction upstream that would be open again because its marker was cut off.
 *
 * Source: reference A.12; KIP-101, KIP-279, KIP-320; `Partition.makeLeader`.
 */

import { assert, defined } from '../assert.ts'
import type { Cluster, Ports } from './cluster.ts'
import { answerReadyFetches } from './fetch.ts'
import { forgetSessions } from './fetch-sessions.ts'
import { indexAtOrAbove, type PartitionLog, updateLastStableOffset } from './partition-log.ts'
import { truncateProducers } from './producer-state.ts'
import { isTold } from './told-topics.ts'

/**
 * Moves the lead to an in-sync replica. A follower learns the high watermark one fetch late, so the
 * new leader may start from an older one (`highWatermark`), until `replicate` is called.
 */
export function moveLeader(
  cluster: Cluster,
  ports: Ports,
  log: PartitionLog,
  broker: number,
  highWatermark = log.highWatermark,
): void {
  assert(log.inSync.includes(broker), `broker ${broker} is not an in-sync replica`)
  assert(highWatermark >= log.logStart && highWatermark <= log.highWatermark, 'an older watermark')
  log.highWatermark = highWatermark
  lead(cluster, ports, log, broker)
}

/**
 * The lead moves to a replica that was in sync and had not copied the last records: those of
 * `acks=1` and less, which the leader had acknowledged all the same.
 */
export function moveLeaderWithoutTail(
  cluster: Cluster,
  ports: Ports,
  log: PartitionLog,
  broker: number,
): void {
  truncate(log, log.highWatermark)
  moveLeader(cluster, ports, log, broker)
}

/**
 * The next replica leads; of the log only what is below `keepBelow` is left. It is alone in sync
 * when it is elected, so all it has is below the high watermark.
 */
export function uncleanElection(
  cluster: Cluster,
  ports: Ports,
  log: PartitionLog,
  keepBelow: number,
): void {
  assert(keepBelow >= log.logStart && keepBelow <= log.logEnd, 'the cut lies within the log')
  if (keepBelow < log.logEnd) {
    truncate(log, keepBelow)
    const { topic, partition } = log
    if (isTold(cluster, topic)) {
      ports.emit({ kind: 'truncated-to', time: ports.now(), topic, partition, offset: keepBelow })
    }
  }
  log.highWatermark = log.logEnd
  const next = (log.replicas.indexOf(log.leader) + 1) % log.replicas.length
  lead(cluster, ports, log, defined(log.replicas[next], 'a partition has a replica'))
}

function lead(cluster: Cluster, ports: Ports, log: PartitionLog, broker: number): void {
  forgetSessions(cluster, log.leader)
  log.leader = broker
  log.leaderEpoch += 1
  log.verifications.length = 0
  // An epoch that wrote nothing leaves no trace, so that starts ascend strictly.
  if (log.epochs.at(-1)?.startOffset === log.logEnd) log.epochs.pop()
  log.epochs.push({ epoch: log.leaderEpoch, startOffset: log.logEnd })
  updateLastStableOffset(log)
  cluster.metadataVersion += 1
  answerReadyFetches(cluster, ports, log)
}

function truncate(log: PartitionLog, end: number): void {
  const left = indexAtOrAbove(log, end)
  log.records.splice(left, log.records.length - left)
  log.logEnd = end
  log.unreplicated = 0
  while ((log.upstream.at(-1)?.firstOffset ?? -1) >= end) log.upstream.pop()
  truncateProducers(log, end)
  while ((log.epochs.at(-1)?.startOffset ?? -1) >= end) log.epochs.pop()
}
