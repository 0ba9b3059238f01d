/** Tells what the ledger and its trails found lost: neighbours in a partition are one witness. */
import type { Witness } from '../property.ts'
import { FAILED, lostAt, ROLLED_BACK, SKIPPED, type Trail } from './loss-evidence.ts'
import {
  type Finished,
  isData,
  isUnfinished,
  type RecordPlace,
  readAgainFrom,
  spokenFor,
} from './partition-records.ts'
import type { Ledger } from './record-state.ts'

const NONE: readonly Witness[] = []

/** The losses of a run that ended with the event of that number. */
export function lossesOf({ places }: Ledger, finished: Finished, end: number): readonly Witness[] {
  let found: Witness[] | null = null
  for (const place of places.mentioned) {
    const offsets = lostIn(place, finished)
    if (offsets.length > 0) found = [...(found ?? []), ...tell(place, offsets, end)]
  }
  return found ?? NONE
}

const NOTHING: readonly number[] = []

/** The records of a partition that are lost, ascending. */
export function lostIn(place: RecordPlace, finished: Finished): readonly number[] {
  const { owedFrom } = place.data
  if (owedFrom < 0) return NOTHING
  let lost: number[] | null = null
  const end = Math.min(readAgainFrom(place.data), place.end)
  for (let offset = owedFrom; offset < end; offset++) {
    if (!isUnfinished(place, offset, finished)) continue
    if (lost === null) lost = [offset]
    else lost.push(offset)
  }
  return lost ?? NOTHING
}

function tell(place: RecordPlace, lost: readonly number[], end: number): Witness[] {
  const witnesses: Witness[] = []
  let run: number[] = []
  for (const offset of lost) {
    const last = run.at(-1)
    if (last !== undefined && !areNeighbours(place, last, offset)) {
      witnesses.push(witness(place, run, end))
      run = []
    }
    run.push(offset)
  }
  witnesses.push(witness(place, run, end))
  return witnesses
}

/** Places without an owed record (markers, aborted records) do not part two losses. */
function areNeighbours(place: RecordPlace, low: number, high: number): boolean {
  for (let offset = low + 1; offset < high; offset++) {
    if (isData(place, offset)) return false
  }
  return true
}

function witness(place: RecordPlace, offsets: readonly number[], end: number): Witness {
  const { topic, partition, data } = place
  const at = Math.max(...offsets.map((offset) => lostAt(data.trail, offset)))
  const below = spokenFor(data) >= 0 ? 'committed offset' : 'position'
  const verb = offsets.length === 1 ? 'is' : 'are'
  const text = `${verb} lost: below the ${below}, ${how(data.trail, offsets)}, held by nobody`
  return { topic, partition, offsets, text, at: at < 0 ? end : at }
}

function how(trail: Trail, offsets: readonly number[]): string {
  const ways = new Set(offsets.map((offset) => wayOf(trail.flags[offset] ?? 0)))
  const [way] = ways
  return ways.size === 1 && way !== undefined ? way : 'never processed to the end'
}

/** The last word on a record is the strongest: skipped on purpose, after it had failed. */
function wayOf(flags: number): string {
  if ((flags & SKIPPED) !== 0) return 'skipped'
  if ((flags & ROLLED_BACK) !== 0) return 'processed only in a transaction that was aborted'
  return (flags & FAILED) !== 0 ? 'failed' : 'never processed'
}
