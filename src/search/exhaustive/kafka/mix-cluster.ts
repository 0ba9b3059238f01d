/** The fingerprint of the cluster. What is left out, and why: docs/decisions/0015. */
import type { Cluster } from '../../../model/cluster/cluster.ts'
import type { OffsetsEntry, OffsetsTopic } from '../../../model/cluster/offsets-log.ts'
import type { PartitionLog } from '../../../model/cluster/partition-log.ts'
import type { Group } from '../../../model/group/group.ts'
import { type Hash, mix, mixText } from './hash.ts'
import { mixData, mixFixed } from './mix-data.ts'
import { mixCommit, ticketName } from './names.ts'
import type { Parts } from './stage.ts'

/** Mixes in the cluster. */
export function mixCluster(hash: Hash, parts: Parts): void {
  const { cluster } = parts
  for (const log of cluster.partitions) mixPartition(hash, log)
  mixOffsets(hash, parts, cluster.offsets)
  for (const group of cluster.groups) mixGroup(hash, parts, group)
  mixTransactions(hash, cluster)
  mix(hash, cluster.heldFetches.length)
  for (const held of cluster.heldFetches) mix(hash, ticketName(parts.messages, held.ticket))
}

function mixPartition(hash: Hash, log: PartitionLog): void {
  mixText(hash, log.topic)
  mix(hash, log.partition)
  mix(hash, log.leader)
  mix(hash, log.leaderEpoch)
  mixFixed(hash, log.inSync)
  mix(hash, log.logStart)
  mix(hash, log.highWatermark)
  mix(hash, log.lastStableOffset)
  mix(hash, log.logEnd)
  mix(hash, log.gapBeforeNext)
  mix(hash, log.recordsWritten)
  mix(hash, log.epochs.length)
  for (const { epoch, startOffset } of log.epochs) {
    mix(hash, epoch)
    mix(hash, startOffset)
  }
  mix(hash, log.records.length)
  for (let i = 0; i < log.records.length; i++) mixFixed(hash, log.records[i] as object)
  mixData(hash, log.upstream)
  mix(hash, log.transactions.length)
  for (const one of log.transactions) mixFixed(hash, one)
  mix(hash, log.batches.length)
  for (const one of log.batches) mixFixed(hash, one)
}

function mixOffsets(hash: Hash, parts: Parts, offsets: OffsetsTopic): void {
  mix(hash, offsets.leader)
  mix(hash, offsets.inSyncReplicas)
  mix(hash, offsets.loading ? 1 : 0)
  mix(hash, offsets.highWatermark)
  mix(hash, offsets.log.length)
  for (let i = 0; i < offsets.log.length; i++) {
    const entry = offsets.log[i] as OffsetsEntry
    mixFixed(hash, entry)
    if (i >= offsets.highWatermark && entry.kind === 'offsets') {
      mixCommit(hash, parts, entry.commit)
    }
  }
  mix(hash, offsets.held.length)
  for (const held of offsets.held) {
    mix(hash, ticketName(parts.messages, held.ticket))
    mix(hash, held.end)
  }
  mix(hash, offsets.committed.length)
  for (const one of offsets.committed) {
    mixFixed(hash, one.entry)
    mix(hash, one.position)
  }
  mix(hash, offsets.pending.length)
  for (const one of offsets.pending) {
    mixFixed(hash, one)
    mixCommit(hash, parts, one.commit)
  }
}

function mixGroup(hash: Hash, parts: Parts, group: Group): void {
  const { managed, initial, newMemberAdded } = group
  mixText(hash, group.groupId)
  mixText(hash, group.status)
  mix(hash, group.generation)
  mix(hash, (managed ? 1 : 0) + (initial ? 2 : 0) + (newMemberAdded ? 4 : 0))
  mixText(hash, group.protocol)
  mixText(hash, group.leader)
  mix(hash, group.initialRemainingMs)
  mix(hash, group.members.length)
  for (const member of group.members) {
    mixText(hash, member.memberId)
    mixText(hash, member.clientId)
    mixText(hash, member.groupInstanceId ?? '')
    mixFixed(hash, member.protocols)
    mixFixed(hash, member.assignment)
    mix(hash, member.isNew ? 1 : 0)
    mix(hash, ticketName(parts.messages, member.joinTicket))
    mix(hash, ticketName(parts.messages, member.syncTicket))
  }
  mix(hash, group.pendingMembers.length)
  for (const pending of group.pendingMembers) mixFixed(hash, pending)
  mix(hash, group.pendingSync.length)
  for (const id of group.pendingSync) mixText(hash, id)
}

function mixTransactions(hash: Hash, cluster: Cluster): void {
  mix(hash, cluster.transactionalIds.length)
  for (const known of cluster.transactionalIds) {
    mixText(hash, known.id)
    mix(hash, known.producerId)
    mix(hash, known.epoch)
    mixText(hash, known.status)
    mix(hash, known.offsetsAdded ? 1 : 0)
    mixData(hash, known.partitions)
  }
}
