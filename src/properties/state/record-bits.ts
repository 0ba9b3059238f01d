/** Bits of records, and which record an offset means once the log was cut back. */
import { NO_CUT, type PartitionEntry } from './partition-table.ts'

/** The bits of a record; 0 where none was set. */
export function bitsOf<Data>(entry: PartitionEntry<Data>, offset: number): number {
  return entry.bits[offset] ?? 0
}

/** Sets bits of a record. */
export function setBits<Data>(entry: PartitionEntry<Data>, offset: number, bits: number): void {
  if (offset >= entry.end) {
    widen(entry, offset + 1)
    entry.end = offset + 1
  }
  entry.bits[offset] = (entry.bits[offset] ?? 0) | bits
}

/** Makes room for bits below `end`. */
export function widen<Data>(entry: PartitionEntry<Data>, end: number): void {
  if (end <= entry.bits.length) return
  const wider = new Uint8Array(Math.max(end, entry.bits.length * 2))
  wider.set(entry.bits)
  entry.bits = wider
}

/** The log end was cut back: offsets from there on will be other records. */
export function cutBack<Data>(entry: PartitionEntry<Data>, offset: number): void {
  if (offset < entry.end) {
    entry.bits.fill(0, offset, entry.end)
    entry.end = offset
  }
  if (offset < entry.cut) entry.cut = offset
  const below = entry.redelivered.filter((one) => one.offset < offset)
  entry.redelivered.length = 0
  for (const one of below) entry.redelivered.push(one)
}

/** Poll returned the records; it matters only after a cut. */
export function noteDelivered<Data>(
  entry: PartitionEntry<Data>,
  member: string,
  offsets: readonly number[],
): void {
  if (entry.cut === NO_CUT) return
  for (const offset of offsets) {
    if (offset < entry.cut || wasRedelivered(entry, member, offset)) continue
    entry.redelivered.push({ member, offset })
  }
}

/** Whether the member speaks of the record that had this offset before the log was cut back. */
export function isStale<Data>(
  entry: PartitionEntry<Data>,
  member: string,
  offset: number,
): boolean {
  return offset >= entry.cut && !wasRedelivered(entry, member, offset)
}

function wasRedelivered<Data>(
  entry: PartitionEntry<Data>,
  member: string,
  offset: number,
): boolean {
  return entry.redelivered.some((one) => one.offset === offset && one.member === member)
}
