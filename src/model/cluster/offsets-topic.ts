/**
 * The offsets topic (`__consumer_offsets`) as the rest of the model sees it.
 *
 * Behaviour: one partition, whose leader is the group coordinator. A commit is visible and
 * acknowledged when it is replicated, which is an action of the world of its own; with a
 * replication factor of 1 it happens in the same step. The factor is never more than there are
 * brokers.
 * Left out: 50 partitions and the hash that chooses among them; the creation of the topic.
 * Source: reference 0.1 #2, #3, A.11, A.13.
 */
import { consumerProtocol, createGroup, findGroup } from '../group/group.ts'
import { takeSnapshot } from '../group/group-snapshot.ts'
import type { Settings } from '../settings.ts'
import type { Cluster, Ports } from './cluster.ts'
import { appendGroup, applyUpTo, findCommitted, replicateLog } from './offsets-log.ts'
import type { OffsetsTopic } from './offsets-topic-state.ts'

/** An empty offsets topic, led by broker 0. */
export function createOffsetsTopic(settings: Readonly<Settings>, brokers: number): OffsetsTopic {
  const replicationFactor = Math.min(settings['offsets.topic.replication.factor'], brokers)
  return {
    leader: 0,
    replicationFactor,
    inSyncReplicas: replicationFactor,
    loading: false,
    log: [],
    highWatermark: 0,
    held: [],
    committed: [],
    pending: [],
  }
}

/** The group has run before and committed this: in the log and applied, and nobody is told. */
export function seedCommittedOffset(
  cluster: Cluster,
  groupId: string,
  topic: string,
  partition: number,
  offset: number,
): void {
  const { offsets } = cluster
  if (findGroup(cluster.groups, groupId) === null) {
    const group = createGroup(cluster.groups, groupId)
    group.protocolType = consumerProtocol
    appendGroup(offsets, takeSnapshot(group))
  }
  const entry = { topic, partition, offset, leaderEpoch: -1, metadata: '' }
  const nobody = { producerId: -1, producerEpoch: -1 }
  offsets.log.push({ kind: 'offsets', groupId, ...nobody, commit: -1, offsets: [entry] })
  applyUpTo(offsets, null, offsets.log.length)
}

/** The applied committed offset of a partition; null: there is none. Allocates nothing. */
export function committedOffset(
  cluster: Cluster,
  groupId: string,
  topic: string,
  partition: number,
): number | null {
  const committed = findCommitted(cluster.offsets, groupId, topic, partition)
  return committed === null ? null : committed.entry.offset
}

/** Whether commits wait for replication. */
export function offsetsToReplicate(cluster: Cluster): boolean {
  return cluster.offsets.held.length > 0
}

/** The followers catch up: commits are applied and their tickets answered, in order. */
export function replicateOffsets(cluster: Cluster, ports: Ports): void {
  replicateLog(cluster.offsets, ports)
}

/**
 * A transaction is decided: its pending offsets become committed or are dropped. The marker is
 * acknowledged when it is replicated, so all that stands before it is replicated too.
 */
export function appendTransactionMarker(
  cluster: Cluster,
  ports: Ports,
  { producerId, epoch }: { readonly producerId: number; readonly epoch: number },
  committed: boolean,
): void {
  cluster.offsets.log.push({ kind: 'marker', producerId, producerEpoch: epoch, committed })
  replicateLog(cluster.offsets, ports)
}
