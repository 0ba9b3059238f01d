/**
 * Offsets of transactions that are not decided: pending in the coordinator's memory, and known to
 * the log of the offsets topic until a marker comes.
 *
 * Behaviour: what is appended in a transaction is pending until its producer's marker. A
 * coordinator of 3.9 may forget what is pending; the log still has it, and so has the next one.
 * Left out: which of the partitions of the offsets topic a group is on.
 * Source: reference A.13; `OffsetMetadataManager.replay`, `UnifiedLog.hasOngoingTransaction`;
 * for 3.9 what was measured with 3.9.1.
 */
import type { OffsetsEntry, OffsetsTopic, PendingOffset } from './offsets-topic-state.ts'

/**
 * The epoch of the producer whose transaction has offsets in the log and no marker yet; -1: none
 * has. The log itself knows such a transaction, and its leader asks nobody about it (KIP-890).
 */
export function ongoingEpoch({ log }: OffsetsTopic, producerId: number): number {
  for (let i = log.length - 1; i >= 0; i--) {
    const entry = log[i] as OffsetsEntry
    if (entry.kind === 'marker' && entry.producerId === producerId) return -1
    if (entry.kind === 'offsets' && entry.producerId === producerId) return entry.producerEpoch
  }
  return -1
}

/** Whether an undecided transaction has an offset for the partition. */
export function isPending(
  offsets: OffsetsTopic,
  groupId: string,
  topic: string,
  partition: number,
): boolean {
  for (const { groupId: owner, entry } of offsets.pending) {
    if (owner === groupId && entry.partition === partition && entry.topic === topic) return true
  }
  return false
}

/** Whether the log has offsets of the group whose transaction is not decided. */
export function hasUndecided({ log }: OffsetsTopic, groupId: string): boolean {
  let undecided: number[] = []
  for (const entry of log) {
    if (entry.kind === 'marker') undecided = undecided.filter((one) => one !== entry.producerId)
    else if (entry.kind === 'group-deleted' && entry.groupId === groupId) undecided = []
    else if (entry.kind === 'offsets' && entry.groupId === groupId && entry.producerId >= 0) {
      undecided.push(entry.producerId)
    }
  }
  return undecided.length > 0
}

/** Forgets what is pending, of one producer or (null) of all. */
export function forgetPending(
  { pending }: OffsetsTopic,
  groupId: string,
  producerId: number | null,
  topic: string,
  partition: number,
): void {
  for (let i = pending.length - 1; i >= 0; i--) {
    const { entry, groupId: owner, producerId: by } = pending[i] as PendingOffset
    if (owner !== groupId || (producerId !== null && by !== producerId)) continue
    if (entry.topic === topic && entry.partition === partition) pending.splice(i, 1)
  }
}

/** Offsets that wait for the end of their transaction. */
export function addPending(
  { pending }: OffsetsTopic,
  { groupId, producerId, commit, offsets }: OffsetsEntry & { readonly kind: 'offsets' },
  position: number,
): void {
  for (const entry of offsets) pending.push({ groupId, producerId, commit, entry, position })
}

/** Takes out of the list whatever is the group's. */
export function removeThoseOf(list: { readonly groupId: string }[], groupId: string): void {
  for (let i = list.length - 1; i >= 0; i--) if (list[i]?.groupId === groupId) list.splice(i, 1)
}
