/**
 * Says what is lost in a run, from records and evidence: neighbours are one witness. Lost is what
 * has no effect that stands.
 */
import type { Witness } from '../frame/witness.ts'
import { bitsOf } from '../state/record-bits.ts'
import { FAILED, lostAt, ROLLED_BACK, SKIPPED } from './loss-evidence.ts'
import {
  DONE,
  EFFECTIVE,
  isData,
  isUnfinished,
  type RecordEntry,
  readAgainFrom,
  spokenFor,
} from './partition-records.ts'
import type { RecordState } from './record-state.ts'

const NONE: readonly Witness[] = []

/** The losses of a run that ended with the event of that number. */
export function lostRecords({ partitions }: RecordState, end: number): readonly Witness[] {
  let found: Witness[] | null = null
  for (const entry of partitions.mentioned) {
    const offsets = lostIn(entry)
    if (offsets.length > 0) found = [...(found ?? []), ...witnessesOf(entry, offsets, end)]
  }
  return found ?? NONE
}

const NOTHING: readonly number[] = []

/** The records of a partition that are lost, ascending. */
export function lostIn(entry: RecordEntry): readonly number[] {
  const { owedFrom } = entry.data
  if (owedFrom < 0) return NOTHING
  let lost: number[] | null = null
  const end = Math.min(readAgainFrom(entry.data), entry.end)
  for (let offset = owedFrom; offset < end; offset++) {
    if (!isUnfinished(entry, offset, EFFECTIVE)) continue
    if (lost === null) lost = [offset]
    else lost.push(offset)
  }
  return lost ?? NOTHING
}

function witnessesOf(entry: RecordEntry, lost: readonly number[], end: number): Witness[] {
  const witnesses: Witness[] = []
  let run: number[] = []
  for (const offset of lost) {
    const last = run.at(-1)
    if (last !== undefined && !areNeighbours(entry, last, offset)) {
      witnesses.push(witness(entry, run, end))
      run = []
    }
    run.push(offset)
  }
  witnesses.push(witness(entry, run, end))
  return witnesses
}

/** Places without an owed record (markers, aborted records) do not part two losses. */
function areNeighbours(entry: RecordEntry, low: number, high: number): boolean {
  for (let offset = low + 1; offset < high; offset++) {
    if (isData(entry, offset)) return false
  }
  return true
}

function witness(entry: RecordEntry, offsets: readonly number[], end: number): Witness {
  const { topic, partition, data } = entry
  const at = Math.max(...offsets.map((offset) => lostAt(data.evidence, offset)))
  const below = spokenFor(data) >= 0 ? 'committed offset' : 'position'
  const verb = offsets.length === 1 ? 'is' : 'are'
  const text = `${verb} lost: below the ${below}, ${how(entry, offsets)}, held by nobody`
  return { topic, partition, offsets, text, at: at < 0 ? end : at }
}

function how(entry: RecordEntry, offsets: readonly number[]): string {
  const ways = new Set(offsets.map((offset) => wayOf(entry, offset)))
  const [way] = ways
  return ways.size === 1 && way !== undefined ? way : 'never processed to the end'
}

/** The last word on a record is the strongest: skipped on purpose, after it had failed. */
function wayOf(entry: RecordEntry, offset: number): string {
  const flags = entry.data.evidence.flags[offset] ?? 0
  if ((flags & SKIPPED) !== 0) return 'skipped'
  if ((flags & ROLLED_BACK) !== 0) return 'processed only in a transaction that was aborted'
  if ((bitsOf(entry, offset) & DONE) !== 0) return 'processed without an effect'
  return (flags & FAILED) !== 0 ? 'failed' : 'never processed'
}
