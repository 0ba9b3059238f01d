/** The fingerprint of the cluster. What is left out, and why: docs/decisions/0015. */
import type { Cluster } from '../../../model/cluster/cluster.ts'
import type { OffsetsEntry } from '../../../model/cluster/offsets-topic-state.ts'
import type { PartitionLog } from '../../../model/cluster/partition-log.ts'
import type { Group } from '../../../model/group/group.ts'
import { type Hash, hashBoth, hashNumber, hashText } from '../../../properties/state/hash.ts'
import { ageOf, hashCommit, ticketName } from './canonical-names.ts'
import { type Disturbers, mayBeInjected } from './disturbers.ts'
import { hashData, hashFixed } from './hash-data.ts'
import { hashesOfParts } from './part-hashes.ts'
import type { Parts } from './scratch-world.ts'

/** Hashes of what in a cluster depends on nothing but itself, in the order of the lists. */
export interface ClusterHashes {
  readonly cluster: Cluster
  readonly partitions: readonly Hash[]
  readonly groups: readonly Hash[]
}

/** Hashes the cluster; `base`: of a state that may share parts with this one. */
export function hashCluster(
  hash: Hash,
  parts: Parts,
  disturbers: Disturbers,
  base: ClusterHashes | null,
): ClusterHashes {
  const { cluster } = parts
  const of = base?.cluster
  const partitions = cluster.partitions === of?.partitions ? base?.partitions : undefined
  const hashes = {
    cluster,
    partitions:
      partitions ??
      hashesOfParts(
        cluster.partitions,
        of?.partitions ?? [],
        base?.partitions ?? [],
        hashPartition,
      ),
    groups: hashesOfParts(cluster.groups, of?.groups ?? [], base?.groups ?? [], hashGroup),
  }
  for (let i = 0; i < hashes.partitions.length; i++) hashBoth(hash, hashes.partitions[i] as Hash)
  hashOffsets(hash, parts, disturbers)
  for (let i = 0; i < cluster.groups.length; i++) {
    hashBoth(hash, hashes.groups[i] as Hash)
    hashNamesOf(hash, parts, cluster.groups[i] as Group)
  }
  hashTransactions(hash, cluster)
  hashNumber(hash, cluster.heldFetches.length)
  for (const held of cluster.heldFetches) hashNumber(hash, ticketName(parts.messages, held.ticket))
  // A process that has ended gets no ids any more; who came first changes nothing.
  for (const { name } of parts.running) hashNumber(hash, idsGiven(cluster, name))
  return hashes
}

/** How many member ids the client was given. */
function idsGiven({ memberSerials = [] }: Cluster, client: string): number {
  for (const { clientId, given } of memberSerials) if (clientId === client) return given
  return 0
}

function hashPartition(hash: Hash, log: PartitionLog): void {
  hashText(hash, log.topic)
  hashNumber(hash, log.partition)
  hashNumber(hash, log.leader)
  hashNumber(hash, log.leaderEpoch)
  hashFixed(hash, log.inSync)
  hashNumber(hash, log.logStart)
  hashNumber(hash, log.highWatermark)
  hashNumber(hash, log.unreplicated)
  hashNumber(hash, log.lastStableOffset)
  hashNumber(hash, log.logEnd)
  hashNumber(hash, log.gapBeforeNext)
  hashNumber(hash, log.recordsWritten)
  hashNumber(hash, log.epochs.length)
  for (const { epoch, startOffset } of log.epochs) {
    hashNumber(hash, epoch)
    hashNumber(hash, startOffset)
  }
  hashNumber(hash, log.records.length)
  for (let i = 0; i < log.records.length; i++) hashFixed(hash, log.records.at(i) as object)
  hashData(hash, log.upstream)
  hashNumber(hash, log.transactions.length)
  for (const one of log.transactions) hashFixed(hash, one)
  hashNumber(hash, log.batches.length)
  for (const one of log.batches) hashFixed(hash, one)
  hashNumber(hash, log.verifications.length)
  for (const one of log.verifications) hashFixed(hash, one)
}

/**
 * Of the log only what may be read again: entries that are not applied yet; where the coordinator
 * may move the last group metadata, too; where the log may be cut all of it.
 */
function hashOffsets(hash: Hash, parts: Parts, disturbers: Disturbers): void {
  const { offsets } = parts.cluster
  const { log, highWatermark } = offsets
  hashNumber(hash, offsets.leader)
  hashNumber(hash, offsets.inSyncReplicas)
  hashNumber(hash, offsets.loading ? 1 : 0)
  hashNumber(hash, log.length - highWatermark)
  const cut = mayBeInjected(parts, disturbers.offsetsLog)
  if (cut) hashNumber(hash, log.length)
  for (let i = cut ? 0 : highWatermark; i < log.length; i++) hashEntry(hash, parts, i)
  if (!cut && mayBeInjected(parts, disturbers.groupMetadata)) {
    hashEntry(hash, parts, lastGroupEntry(log, highWatermark))
  }
  hashNumber(hash, offsets.held.length)
  for (const held of offsets.held) {
    hashNumber(hash, ticketName(parts.messages, held.ticket))
    hashNumber(hash, held.end - highWatermark)
    hashFixed(hash, held.answer)
  }
  hashNumber(hash, offsets.committed.length)
  for (const one of offsets.committed) {
    hashFixed(hash, one.entry)
    if (offsets.pending.length > 0) hashNumber(hash, one.position - highWatermark)
  }
  hashNumber(hash, offsets.pending.length)
  for (const one of offsets.pending) {
    hashFixed(hash, one.entry)
    hashNumber(hash, one.producerId)
    hashNumber(hash, one.position - highWatermark)
    hashCommit(hash, parts, one.commit)
  }
}

function lastGroupEntry(log: readonly OffsetsEntry[], below: number): number {
  for (let i = below - 1; i >= 0; i--) {
    const kind = log[i]?.kind
    if (kind === 'group' || kind === 'group-deleted') return i
  }
  return -1
}

function hashEntry(hash: Hash, parts: Parts, index: number): void {
  const entry = parts.cluster.offsets.log[index]
  if (entry === undefined) return hashNumber(hash, -1)
  hashFixed(hash, entry)
  if (entry.kind === 'group') {
    const { generation, members } = entry.group
    hashNumber(hash, ageOf(parts, generation))
    for (const { metadata } of members) hashNumber(hash, ageOf(parts, metadata.generation))
  }
  const unapplied = index >= parts.cluster.offsets.highWatermark
  if (unapplied && entry.kind === 'offsets') hashCommit(hash, parts, entry.commit)
}

function hashGroup(hash: Hash, group: Group): void {
  const { initial, newMemberAdded } = group
  hashText(hash, group.groupId)
  hashText(hash, group.status)
  hashNumber(hash, (initial ? 1 : 0) + (newMemberAdded ? 2 : 0))
  hashText(hash, group.protocolType)
  hashText(hash, group.protocol)
  hashText(hash, group.leader)
  hashNumber(hash, group.initialRemainingMs)
  hashNumber(hash, group.members.length)
  for (const member of group.members) {
    hashText(hash, member.memberId)
    hashText(hash, member.clientId)
    hashText(hash, member.groupInstanceId ?? '')
    hashFixed(hash, member.protocols)
    hashFixed(hash, member.assignment)
    hashNumber(hash, member.isNew ? 1 : 0)
  }
  hashNumber(hash, group.pendingMembers.length)
  for (const pending of group.pendingMembers) hashFixed(hash, pending)
  hashNumber(hash, group.pendingSync.length)
  for (const id of group.pendingSync) hashText(hash, id)
}

/** What in a group is called by names that depend on the rest of the world. */
function hashNamesOf(hash: Hash, parts: Parts, group: Group): void {
  for (const { protocols, joinTicket, syncTicket } of group.members) {
    for (const { metadata } of protocols) hashNumber(hash, ageOf(parts, metadata.generation))
    hashNumber(hash, ticketName(parts.messages, joinTicket))
    hashNumber(hash, ticketName(parts.messages, syncTicket))
  }
}

function hashTransactions(hash: Hash, cluster: Cluster): void {
  hashNumber(hash, cluster.transactionalIds.length)
  for (const known of cluster.transactionalIds) {
    hashText(hash, known.id)
    hashNumber(hash, known.producerId)
    hashNumber(hash, known.epoch)
    hashNumber(hash, known.epochBefore)
    hashText(hash, known.status)
    hashNumber(hash, known.offsetsAdded ? 1 : 0)
    hashData(hash, known.partitions)
  }
}
