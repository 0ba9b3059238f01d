/**
 * Expiry of committed offsets (`offsets.retention.minutes`); the world decides when it strikes.
 *
 * Behaviour: only a group without members loses its offsets, all together; a partition with pending
 * transactional offsets keeps its own. A group that has nothing left is deleted: whoever joins next
 * starts a new group at generation 1.
 * Left out: clocks; the 7 days of each single commit of a simple group; offsets of topics that a
 * Stable group no longer subscribes to.
 * Source: reference A.10; `ClassicGroup.offsetExpirationCondition`,
 * `OffsetMetadataManager.cleanupExpiredOffsets`, `GroupMetadataManager.maybeDeleteGroup`.
 */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { hasOffsets, replicateLog } from '../cluster/offsets-log.ts'
import { isPending } from '../cluster/pending-offsets.ts'
import type { TopicPartition } from '../topic-partition.ts'
import { findGroup } from './group.ts'
import { removeGroup } from './restore-groups.ts'

/** The retention time of an Empty group is over: its offsets are gone, and the group with them. */
export function expireOffsets(cluster: Cluster, ports: Ports, groupId: string): void {
  const group = findGroup(cluster.groups, groupId)
  const { offsets } = cluster
  if (group === null || group.status !== 'Empty' || offsets.loading) return

  replicateLog(offsets, ports)
  const expired: TopicPartition[] = []
  for (const { groupId: owner, entry } of offsets.committed) {
    const { topic, partition, offset: previous } = entry
    if (owner !== groupId || isPending(offsets, groupId, topic, partition)) continue
    expired.push({ topic, partition })
    ports.emit({
      kind: 'committed-offset-lost',
      time: ports.now(),
      topic,
      partition,
      previous,
      offset: null,
      reason: 'offset-expiry',
    })
  }
  offsets.log.push({ kind: 'offsets-deleted', groupId, partitions: expired })
  replicateLog(offsets, ports)
  if (hasOffsets(offsets, groupId)) return

  offsets.log.push({ kind: 'group-deleted', groupId })
  replicateLog(offsets, ports)
  removeGroup(cluster, groupId)
}
