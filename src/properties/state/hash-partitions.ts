/** What verdicts depend on in partitions; the part that no names decide is hashed once. */
import type { Asked, Names } from './asked.ts'
import { addPart, createHash, createSum, type Hash, hashBoth, hashNumber } from './hash.ts'
import { NO_CUT, type SavedPartition } from './partition-table.ts'

/** How a partition is hashed. */
export interface HashPartition<Data> {
  /** Mixes in what has no name; false: nothing, as if the partition had never been mentioned. */
  hash(saved: SavedPartition<Data>, asked: Asked, part: Hash): boolean
  hashNames(saved: SavedPartition<Data>, names: Names, part: Hash): void
}

/** Mixes in the partitions, in no order. */
export function hashPartitions<Data>(
  saved: readonly SavedPartition<Data>[],
  asked: Asked,
  how: HashPartition<Data>,
  into: Hash,
): void {
  const sum = createSum()
  for (const one of saved) addPartition(one, asked, how, sum)
  hashBoth(into, sum)
}

/** Mixes in the bits of records; false: there are none. */
export function hashBits({ bits }: SavedPartition, part: Hash): boolean {
  let says = false
  for (let at = 0; at < bits.length; at++) {
    if (bits[at] === 0) continue
    says = true
    hashNumber(part, at)
    hashNumber(part, bits[at] ?? 0)
  }
  return says
}

/** That a partition has no bearing on verdicts, in place of a hash. */
const SILENT = 0

function addPartition<Data>(
  saved: SavedPartition<Data>,
  asked: Asked,
  how: HashPartition<Data>,
  sum: Hash,
): void {
  const reads = (asked.reads << 1) | (asked.offsetsVanish ? 1 : 0)
  const { hash, cut } = saved
  if (hash.reads !== reads) {
    const fresh = createHash()
    const says = how.hash(saved, asked, fresh)
    hash.reads = reads
    hash.low = says ? fresh.low : SILENT
    hash.high = says ? fresh.high : SILENT
  }
  if (hash.low === SILENT && hash.high === SILENT && cut === NO_CUT) return
  const part = createHash()
  hashNumber(part, hash.low)
  hashNumber(part, hash.high)
  hashNumber(part, asked.names.partition(saved.topic, saved.partition))
  how.hashNames(saved, asked.names, part)
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
    hashNumber(one, name)
    hashNumber(one, offset)
    addPart(sum, one)
  }
  hashNumber(part, cut)
  hashBoth(part, sum)
}
