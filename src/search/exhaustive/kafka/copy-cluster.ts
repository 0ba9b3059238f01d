/** Copies of the cluster, as deep as steps change it: records, entries, requests never change. */
import type { Cluster } from '../../../model/cluster/cluster.ts'
import type { OffsetsTopic } from '../../../model/cluster/offsets-topic-state.ts'
import type { PartitionLog } from '../../../model/cluster/partition-log.ts'
import type { Group } from '../../../model/group/group.ts'
import { copyEach, copyList } from '../../../model/lists.ts'

/** What a step may change: the fetches that are held, the group and its offsets, or anything. */
export type ClusterPart = 'fetches' | 'group' | 'all'

/** A copy of what may be changed. */
export function copyCluster(cluster: Cluster, part: ClusterPart = 'all'): Cluster {
  if (part === 'fetches') return copyClusterForClient(cluster)
  return {
    ...cluster,
    partitions: part === 'group' ? cluster.partitions : cluster.partitions.map(copyPartition),
    offsets: copyOffsets(cluster.offsets),
    groups: cluster.groups.map(copyGroup),
    transactionalIds: cluster.transactionalIds.map((known) => ({
      ...known,
      partitions: known.partitions.slice(),
    })),
    heldFetches: copyList(cluster.heldFetches),
    memberSerials: copyEach(cluster.memberSerials ?? []),
  }
}

/** A copy for a step of a client: all it can do here by itself is to drop its held fetches. */
export function copyClusterForClient(cluster: Cluster): Cluster {
  return { ...cluster, heldFetches: copyList(cluster.heldFetches) }
}

function copyPartition(log: PartitionLog): PartitionLog {
  return {
    ...log,
    epochs: log.epochs.slice(),
    records: log.records.slice(),
    upstream: log.upstream.slice(),
    transactions: log.transactions.slice(),
    batches: log.batches.slice(),
    verifications: log.verifications.slice(),
  }
}

function copyOffsets(offsets: OffsetsTopic): OffsetsTopic {
  return {
    ...offsets,
    log: offsets.log.slice(),
    held: copyList(offsets.held),
    committed: copyEach(offsets.committed),
    pending: copyList(offsets.pending),
  }
}

function copyGroup(group: Group): Group {
  return {
    ...group,
    members: copyEach(group.members),
    pendingMembers: copyList(group.pendingMembers),
    pendingSync: copyList(group.pendingSync),
  }
}
