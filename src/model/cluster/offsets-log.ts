/**
 * The log of the offsets topic, and the committed offsets that its replicated part amounts to.
 *
 * Behaviour: an entry is what one request wrote, so it survives whole or not at all. Everything
 * below the high watermark is applied, in log order: a plain commit replaces what is committed; a
 * transactional one is pending until its producer's marker, and then counts only if no commit from
 * a higher place in the log has come between. Commits wait for replication; group metadata, markers
 * and deletions never wait themselves.
 * Left out: compaction, segments, the followers one by one (they have either all of the log or the
 * part below the high watermark).
 * Source: reference A.11, A.13; `OffsetMetadataManager.replay`, `replayEndTransactionMarker`.
 */

import { acceptedOffsets } from '../group/commit-partitions.ts'
import type { GroupSnapshot } from '../group/group-snapshot.ts'
import { clearList } from '../lists.ts'
import type { CommitEntry } from '../network/client-requests.ts'
import type { RequestOf } from '../network/requests.ts'
import type { TopicPartition } from '../topic-partition.ts'
import type { Cluster, Ports } from './cluster.ts'
import type { CommittedOffset, HeldCommit, OffsetsTopic } from './offsets-topic-state.ts'
import { addPending, forgetPending, removeThoseOf } from './pending-offsets.ts'

/** Who writes offsets in a transaction; -1 and -1: a plain commit. */
export interface ProducerIdentity {
  readonly producerId: number
  readonly producerEpoch: number
}

/** Whether a commit can be replicated as `min.insync.replicas` demands. */
export function hasEnoughReplicas(cluster: Cluster): boolean {
  return cluster.offsets.inSyncReplicas >= cluster.settings['min.insync.replicas']
}

/**
 * Appends what of a commit is accepted with this answer. Returns the answer, or null: it is held
 * until the log is replicated.
 */
export function appendOffsets<Answer extends HeldCommit['answer']>(
  offsets: OffsetsTopic,
  ports: Ports,
  request: RequestOf<'OffsetCommit'> | RequestOf<'TxnOffsetCommit'>,
  { producerId, producerEpoch }: ProducerIdentity,
  ticket: number,
  answer: Answer,
): Answer | null {
  const accepted = acceptedOffsets(request.offsets, answer)
  if (accepted.length === 0) return answer
  const { groupId, commit } = request
  const { log } = offsets
  log.push({ kind: 'offsets', groupId, producerId, producerEpoch, commit, offsets: accepted })
  if (offsets.replicationFactor === 1) {
    replicateLog(offsets, ports)
    return answer
  }
  offsets.held.push({ ticket, answer, end: log.length })
  return null
}

/** Appends group metadata; it is replicated at once unless commits before it are not yet. */
export function appendGroup(offsets: OffsetsTopic, group: GroupSnapshot): void {
  offsets.log.push({ kind: 'group', group })
  if (offsets.held.length === 0) offsets.highWatermark = offsets.log.length
}

/** Replicates the whole log: what was not applied is applied, and held commits are answered. */
export function replicateLog(offsets: OffsetsTopic, ports: Ports): void {
  applyUpTo(offsets, ports, offsets.log.length)
  for (const { ticket, answer } of offsets.held) ports.respond(ticket, answer)
  clearList(offsets.held)
}

/** Moves the high watermark up and applies what it passes; without ports nobody is told. */
export function applyUpTo(offsets: OffsetsTopic, ports: Ports | null, end: number): void {
  while (offsets.highWatermark < end) applyEntry(offsets, ports, offsets.highWatermark++)
}

/** The committed offset of a partition, once one is applied. */
export function findCommitted(
  offsets: OffsetsTopic,
  groupId: string,
  topic: string,
  partition: number,
): CommittedOffset | null {
  const { committed } = offsets
  for (let i = 0; i < committed.length; i++) {
    const one = committed[i]
    if (one === undefined || one.entry.partition !== partition) continue
    if (one.groupId === groupId && one.entry.topic === topic) return one
  }
  return null
}

/** Whether the group has any offset, committed or pending. */
export function hasOffsets(offsets: OffsetsTopic, groupId: string): boolean {
  for (const one of offsets.committed) if (one.groupId === groupId) return true
  for (const one of offsets.pending) if (one.groupId === groupId) return true
  return false
}

/**
 * A new coordinator of 3.9 reads the log, and has what the one before had forgotten of
 * transactions: what a fenced zombie took along, and what was deleted while it was pending.
 */
export function readAgain39(offsets: OffsetsTopic, ports: Ports): void {
  const { log, committed, pending, highWatermark } = offsets
  const before = committed.map((one) => ({ ...one }))
  committed.length = 0
  pending.length = 0
  for (let position = 0; position < highWatermark; position++) {
    const entry = log[position]
    if (entry?.kind !== 'offsets-deleted') applyEntry(offsets, null, position)
    else removeCommitted(offsets, entry.groupId, entry.partitions)
  }
  for (const { groupId, entry, position } of committed) {
    const { topic, partition, offset } = entry
    const known = before.find(({ groupId: owner, entry: { topic: of, partition: at } }) => {
      return owner === groupId && of === topic && at === partition
    })
    const from = log[position]
    if (known?.position === position || from?.kind !== 'offsets') continue
    ports.commitApplied(from.commit, topic, partition, offset, known?.entry.offset ?? null)
  }
}

function applyEntry(offsets: OffsetsTopic, ports: Ports | null, position: number): void {
  const log = offsets.log[position]
  if (log === undefined || log.kind === 'group') return
  if (log.kind === 'group-deleted') removeAll(offsets, log.groupId)
  else if (log.kind === 'marker') decide(offsets, ports, log.producerId, log.committed)
  else if (log.kind === 'offsets-deleted') remove(offsets, log.groupId, log.partitions)
  else if (log.producerId < 0) {
    for (const entry of log.offsets) {
      commit(offsets, ports, log.groupId, log.commit, entry, position)
    }
  } else {
    addPending(offsets, log, position)
  }
}

/** A commit from a lower place in the log than what is committed comes too late and is dropped. */
function commit(
  offsets: OffsetsTopic,
  ports: Ports | null,
  groupId: string,
  number: number,
  entry: CommitEntry,
  position: number,
): void {
  const current = findCommitted(offsets, groupId, entry.topic, entry.partition)
  const previous = current === null ? null : current.entry.offset
  if (current === null) offsets.committed.push({ groupId, entry, position })
  else {
    if (current.position > position) return
    current.entry = entry
    current.position = position
  }
  ports?.commitApplied(number, entry.topic, entry.partition, entry.offset, previous)
}

function decide(
  offsets: OffsetsTopic,
  ports: Ports | null,
  producerId: number,
  committed: boolean,
): void {
  const { pending } = offsets
  let kept = 0
  for (const one of pending) {
    if (one.producerId !== producerId) pending[kept++] = one
    else if (committed) {
      commit(offsets, ports, one.groupId, one.commit, one.entry, one.position)
    }
  }
  while (pending.length > kept) pending.pop()
}

/** What is deleted is so for transactions under way, too. */
function remove(
  offsets: OffsetsTopic,
  groupId: string,
  partitions: readonly TopicPartition[],
): void {
  removeCommitted(offsets, groupId, partitions)
  for (const { topic, partition } of partitions) {
    forgetPending(offsets, groupId, null, topic, partition)
  }
}

function removeCommitted(
  offsets: OffsetsTopic,
  groupId: string,
  partitions: readonly TopicPartition[],
): void {
  for (const { topic, partition } of partitions) {
    const gone = findCommitted(offsets, groupId, topic, partition)
    if (gone !== null) offsets.committed.splice(offsets.committed.indexOf(gone), 1)
  }
}

/** A group that is deleted takes all that it has with it; one that expired has nothing left. */
function removeAll(offsets: OffsetsTopic, groupId: string): void {
  removeThoseOf(offsets.committed, groupId)
  removeThoseOf(offsets.pending, groupId)
}
