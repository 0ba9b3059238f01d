/** A field that holds fields, and bits of records, of every partition; what stays is shared. */
import type { Asked, Names } from './asked.ts'
import type { Field, Fields } from './field.ts'
import { type FieldSet, fieldSet, type SavedFields } from './field-set.ts'
import { addPart, createHash, createSum, type Hash, mix, mixBoth } from './hash.ts'
import {
  createTable,
  type Delivery,
  entryLeft,
  NO_CUT,
  type PartitionEntry,
  type PartitionTable,
  resetTable,
  type SavedPartition,
} from './partition-table.ts'
import { widen } from './record-bits.ts'

/** What is peculiar to a table. */
export interface PerPartitionOptions<Data> {
  /** What the bits of records are to verdicts; absent: verdicts depend on them. */
  readonly bits?: 'labels'
  /**
   * Mixes in what verdicts depend on of a partition, apart from names; false: nothing, as if it had
   * never been mentioned. Absent: all its fields and bits. Called once per saved partition and
   * `asked.reads`.
   */
  hash?(saved: SavedPartition<Data>, asked: Asked, part: Hash): boolean
}

type Saved = readonly SavedPartition[]

/** What is known of each partition: these fields, and eight bits per record. */
export function perPartition<Data extends object>(
  fields: Fields<Data>,
  options: PerPartitionOptions<Data> = {},
): Field<PartitionTable<Data>, Saved> {
  const set = fieldSet(fields)
  const { hash = defaultHash(set, options) } = options
  // What a table saves was made here, from the same fields.
  const hashData = hash as (saved: SavedPartition, asked: Asked, part: Hash) => boolean
  return {
    fresh: () => createTable(set.fresh, set.clear),
    clear: (table) => {
      resetTable(table)
      return table
    },
    save: (table, last) =>
      last !== undefined && isUntouched(table, last)
        ? last
        : table.mentioned.map((entry) => saveEntry(entry, set)),
    restore: (saved, table) => {
      if (!isUntouched(table, saved)) restoreEntries(table, saved, set)
      return table
    },
    hash: (saved, asked, into) => {
      const sum = createSum()
      for (const one of saved) addPartition(one, asked, hashData, set, sum)
      mixBoth(into, sum)
      return saved.length > 0
    },
  }
}

function defaultHash<Data>(set: FieldSet<Data>, { bits }: PerPartitionOptions<Data>) {
  return (saved: SavedPartition<Data>, asked: Asked, part: Hash): boolean => {
    const says = set.hash(saved.data as SavedFields, asked, part)
    return (bits === undefined && hashBits(saved, part)) || says
  }
}

function hashBits({ bits }: SavedPartition, part: Hash): boolean {
  let says = false
  for (let at = 0; at < bits.length; at++) {
    if (bits[at] === 0) continue
    says = true
    mix(part, at)
    mix(part, bits[at] ?? 0)
  }
  return says
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

/** That a partition has no bearing on verdicts, in place of a hash. */
const SILENT = 0

function addPartition<Data>(
  saved: SavedPartition,
  asked: Asked,
  hashData: (saved: SavedPartition, asked: Asked, part: Hash) => boolean,
  set: FieldSet<Data>,
  sum: Hash,
): void {
  const reads = (asked.reads << 1) | (asked.offsetsVanish ? 1 : 0)
  const { hash, cut } = saved
  if (hash.reads !== reads) {
    const fresh = createHash()
    const says = hashData(saved, asked, fresh)
    hash.reads = reads
    hash.low = says ? fresh.low : SILENT
    hash.high = says ? fresh.high : SILENT
  }
  if (hash.low === SILENT && hash.high === SILENT && cut === NO_CUT) return
  const part = createHash()
  mix(part, hash.low)
  mix(part, hash.high)
  mix(part, asked.names.partition(saved.topic, saved.partition))
  set.hashNames(saved.data as SavedFields, asked.names, part)
  if (cut !== NO_CUT) hashCut(saved, asked.names, part)
  addPart(sum, part)
}

/** Who may speak of the records above the cut. */
function hashCut({ cut, redelivered }: SavedPartition, names: Names, part: Hash): void {
  const sum = createSum()
  for (const { member, offset } of redelivered) {
    const name = names.member(member)
    if (name < 0) continue
    const one = createHash()
    mix(one, name)
    mix(one, offset)
    addPart(sum, one)
  }
  mix(part, cut)
  mixBoth(part, sum)
}
