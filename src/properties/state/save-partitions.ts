/** Partitions saved and restored: those that nobody has touched since are shared. */
import type { FieldSet, SavedFields } from './field-set.ts'
import {
  type Delivery,
  entryLeft,
  type PartitionEntry,
  type PartitionTable,
  type SavedPartition,
} from './partition-table.ts'
import { widen } from './record-bits.ts'

type Saved = readonly SavedPartition[]

/** What the table knows; `last` where nothing has been touched since. */
export function savePartitions<Data>(
  table: PartitionTable<Data>,
  last: Saved | undefined,
  set: FieldSet<Data>,
): Saved {
  if (last !== undefined && isUntouched(table, last)) return last
  return table.mentioned.map((entry) => saveEntry(entry, set))
}

/** Makes the table what it was. */
export function restorePartitions<Data>(
  table: PartitionTable<Data>,
  saved: Saved,
  set: FieldSet<Data>,
): void {
  if (!isUntouched(table, saved)) restoreEntries(table, saved, set)
}

function isUntouched<Data>({ mentioned }: PartitionTable<Data>, last: Saved): boolean {
  if (mentioned.length !== last.length) return false
  for (let i = 0; i < last.length; i++) if (mentioned[i]?.saved !== last[i]) return false
  return true
}

function saveEntry<Data>(entry: PartitionEntry<Data>, set: FieldSet<Data>): SavedPartition {
  if (entry.saved !== null) return entry.saved
  const { topic, partition, end, cut } = entry
  const bits = packed(entry.bits, end)
  const redelivered = entry.redelivered.length === 0 ? NOBODY : entry.redelivered.slice()
  const data = set.save(entry.data, undefined, end)
  const hash = { reads: -1, low: 0, high: 0 }
  const saved = { topic, partition, bits, end, cut, redelivered, data, hash }
  entry.saved = saved
  return saved
}

const NOBODY: readonly Delivery[] = []
const NO_BITS: readonly number[] = []

function packed(bits: Uint8Array, end: number): readonly number[] {
  if (end === 0) return NO_BITS
  const list: number[] = []
  for (let at = 0; at < end; at += 4) {
    // Above the end there is nothing but zeros.
    const low = (bits[at] ?? 0) | ((bits[at + 1] ?? 0) << 8)
    list.push(low | ((bits[at + 2] ?? 0) << 16) | ((bits[at + 3] ?? 0) << 24))
  }
  return list
}

function restoreEntries<Data>(
  table: PartitionTable<Data>,
  saved: Saved,
  set: FieldSet<Data>,
): void {
  const { mentioned } = table
  // What the saved run had not mentioned is swept when it is mentioned next.
  for (const entry of mentioned) entry.run = 0
  while (mentioned.length > saved.length) mentioned.pop()
  for (let i = 0; i < saved.length; i++) {
    const one = saved[i] as SavedPartition
    const entry = entryLeft(table, one.topic, one.partition)
    entry.run = table.run
    if (entry.saved !== one) restoreEntry(entry, one, set)
    mentioned[i] = entry
  }
}

function restoreEntry<Data>(
  entry: PartitionEntry<Data>,
  saved: SavedPartition,
  set: FieldSet<Data>,
): void {
  const { bits, end } = saved
  if (entry.end > end) entry.bits.fill(0, end, entry.end)
  widen(entry, end)
  for (let at = 0; at < end; at++) {
    entry.bits[at] = ((bits[at >> 2] ?? 0) >>> ((at & 3) << 3)) & 0xff
  }
  entry.end = end
  entry.cut = saved.cut
  entry.redelivered.length = 0
  for (const one of saved.redelivered) entry.redelivered.push(one)
  set.restore(saved.data as SavedFields, entry.data)
  entry.saved = saved
}
