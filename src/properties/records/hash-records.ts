/**
 * What verdicts depend on in a partition's records.
 *
 * Left out: whose effect, or copy, was the first and the evidence of losses (both only tell a
 * story), in which order partitions were mentioned, and whatever the chosen properties do not read.
 */
import type { Asked } from '../state/asked.ts'
import { type Hash, hashNumber, hashText } from '../state/hash.ts'
import type { SavedPartition } from '../state/partition-table.ts'
import {
  DONE,
  EVER_COMMITTED,
  HANDED_ON,
  OFFSETS,
  OUTPUTS,
  type PartitionFacts,
  POLLED,
} from './partition-records.ts'

/** A bit in each of the four bytes of a number of packed bits. */
const EACH = 0x01010101

/** Mixes in what is asked for of the partition; false: there is nothing. */
export function hashRecords(
  { bits, data }: SavedPartition<PartitionFacts>,
  asked: Asked,
  part: Hash,
): boolean {
  const { reads } = asked
  const mask = Math.imul(reads & 0xff, EACH)
  let says = false
  for (let at = 0; at < bits.length; at++) {
    const read = essential(bits[at] ?? 0) & mask
    if (read === 0) continue
    says = true
    hashNumber(part, at)
    hashNumber(part, read)
  }
  if ((reads & OUTPUTS) !== 0 && hashOutputs(bits, data, part)) says = true
  return hashOffsets(data, asked, part) || says
}

/** In the order in which they were written: another order is told apart for nothing. */
function hashOutputs(
  bits: readonly number[],
  { outputs }: Readonly<PartitionFacts>,
  part: Hash,
): boolean {
  let says = false
  for (let offset = 0; offset < outputs.length; offset++) {
    const own = (bits[offset >> 2] ?? 0) >>> ((offset & 3) * 8)
    if ((own & HANDED_ON) === 0) continue
    says = true
    hashNumber(part, offset)
    for (const { place } of outputs[offset] ?? []) hashText(part, place)
  }
  return says
}

/** What is done was delivered, or need not be: beside the one bit, the other says nothing. */
function essential(bits: number): number {
  return bits & ~((bits & Math.imul(DONE, EACH)) << (POLLED_BIT - DONE_BIT))
}

const POLLED_BIT = Math.log2(POLLED)
const DONE_BIT = Math.log2(DONE)

/** Where it is read from: as {@link readAgainFrom} looks at it, and nothing that it overlooks. */
function hashOffsets(
  data: Readonly<PartitionFacts>,
  { reads, offsetsVanish }: Asked,
  part: Hash,
): boolean {
  if ((reads & OFFSETS) === 0) return false
  hashNumber(part, data.owedFrom)
  hashNumber(part, data.stored)
  const committed = data.stored >= 0 ? -1 : data.committed
  hashNumber(part, committed)
  const mayStart = data.stored < 0 && (offsetsVanish || data.committed < 0)
  const position = mayStart ? data.position : -1
  hashNumber(part, position)
  const ever = (reads & EVER_COMMITTED) !== 0 && data.stored < 0 && data.everCommitted
  hashNumber(part, ever ? 1 : 0)
  return data.owedFrom >= 0 || data.stored >= 0 || committed >= 0 || position >= 0 || ever
}
