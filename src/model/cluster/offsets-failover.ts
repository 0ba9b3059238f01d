/**
 * The group coordinator moves, or the replicas of the offsets topic are lost.
 *
 * Behaviour: the new leader has everything below the high watermark, and of the entries above it as
 * many as the world says; what it has is replicated from then on. Whatever was only in the memory
 * of the old coordinator is gone: held commits, joins and syncs are answered NOT_COORDINATOR,
 * members and generation are those of the last group metadata in the log. The new leader loads
 * until the world says that it is done. When the replica set is lost, the log is cut anywhere,
 * acknowledged entries included: committed offsets fall back or vanish, and a group without
 * metadata is gone. A marker that is lost leaves its transaction's offsets pending for ever, as in
 * Kafka. What a coordinator of 3.9 had forgotten of pending offsets (txn-offset-commit.ts) a new
 * one has again.
 * Left out: the loss does not move the leader and needs no loading; which replica had how much.
 * Source: reference A.11; `GroupCoordinatorShard.onLoaded`, `GroupMetadataManager.onUnloaded`;
 * for 3.9 what was measured with 3.9.1.
 */
import { joinError, releaseJoin, releaseSync, syncError } from '../group/answers.ts'
import { restoreGroups } from '../group/restore-groups.ts'
import { isBroker39 } from './broker-version.ts'
import type { Cluster, Ports } from './cluster.ts'
import { applyUpTo, findCommitted, readAgain39 } from './offsets-log.ts'
import type { CommittedOffset } from './offsets-topic-state.ts'

/** A clean failover: of the entries above the high watermark the first `unreplicatedKept` stay. */
export function moveCoordinator(
  cluster: Cluster,
  ports: Ports,
  broker: number,
  unreplicatedKept: number,
): void {
  const { offsets } = cluster
  cluster.membershipVersion++
  refuseHeld(cluster, ports)
  const end = Math.min(offsets.highWatermark + unreplicatedKept, offsets.log.length)
  offsets.log.length = end
  offsets.leader = broker
  offsets.loading = true
  applyUpTo(offsets, ports, end)
  if (isBroker39(cluster)) readAgain39(offsets, ports)
  restoreGroups(cluster)
}

/** The new coordinator has read its log and answers as usual. */
export function finishLoading(cluster: Cluster, _ports: Ports): void {
  cluster.membershipVersion++
  cluster.offsets.loading = false
}

/** The replica set is lost: only the first `keep` entries of the log survive. */
export function loseOffsets(cluster: Cluster, ports: Ports, keep: number): void {
  const { offsets } = cluster
  cluster.membershipVersion++
  refuseHeld(cluster, ports)
  const before = offsets.committed.slice()
  const applied = Math.min(keep, offsets.highWatermark)
  offsets.committed.length = 0
  offsets.pending.length = 0
  offsets.highWatermark = 0
  applyUpTo(offsets, null, applied)
  for (const lost of before) tellLoss(cluster, ports, lost)

  offsets.log.length = Math.min(keep, offsets.log.length)
  applyUpTo(offsets, ports, offsets.log.length)
  restoreGroups(cluster)
}

function tellLoss(cluster: Cluster, ports: Ports, before: CommittedOffset): void {
  const { topic, partition, offset: previous } = before.entry
  const after = findCommitted(cluster.offsets, before.groupId, topic, partition)
  const offset = after === null ? null : after.entry.offset
  if (offset === previous) return
  ports.emit({
    kind: 'committed-offset-lost',
    time: ports.now(),
    topic,
    partition,
    previous,
    offset,
    reason: 'offsets-loss',
  })
}

function refuseHeld(cluster: Cluster, ports: Ports): void {
  const { held } = cluster.offsets
  for (const { ticket, answer } of held) {
    ports.respond(ticket, { api: answer.api, error: 'NOT_COORDINATOR' })
  }
  held.length = 0
  for (const group of cluster.groups) {
    for (const member of group.members) {
      releaseJoin(ports, member, joinError(member.memberId, 'NOT_COORDINATOR'))
      releaseSync(ports, member, syncError('NOT_COORDINATOR'))
    }
  }
}
