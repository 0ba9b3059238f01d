/** Saves and restores what a monitor keeps per partition; partitions that stay are shared. */
import type { Asked, Keeper } from '../kept.ts'
import { addPart, createLanes, type Lanes, mix } from '../lanes.ts'
import {
  type KeptPlace,
  NO_CUT,
  type Place,
  type Places,
  placeLeft,
  type Rehanded,
  widen,
} from './partition-table.ts'

/** How a monitor's own data of a partition is kept. */
export interface KeepingData<Data, Saved> {
  /** A copy that is never changed. */
  copy(data: Data, place: Place<Data>): Saved
  /** Makes the data what the copy was made of. */
  load(data: Data, saved: Saved): void
  /**
   * Mixes in what verdicts depend on of the partition, apart from names; false: nothing, as if it
   * had never been mentioned. Called once per saved partition and `asked.reads`.
   */
  mix(place: KeptPlace<Saved>, asked: Asked, part: Lanes): boolean
  /** Mixes in what has names of its own, if there is anything to mix in; absent: nothing has. */
  mixNames?(place: KeptPlace<Saved>, asked: Asked, part: Lanes): void
}

type KeptPlaces<Saved> = readonly KeptPlace<Saved>[]

/** Keeps the table: what was saved is shared as long as nobody touches the partition. */
export function keepPlaces<Data, Saved>(
  places: Places<Data>,
  keeping: KeepingData<Data, Saved>,
): Keeper<KeptPlaces<Saved>> {
  let last: KeptPlaces<Saved> = []
  return {
    save: () => {
      if (!isUntouched(places, last)) {
        last = places.mentioned.map((place) => savePlace(place, keeping))
      }
      return last
    },
    restore: (saved) => {
      if (saved === last && isUntouched(places, saved)) return
      restorePlaces(places, saved, keeping)
      last = saved
    },
    fingerprint: (saved, asked, into) => {
      const sum: Lanes = { low: 0, high: 0 }
      for (const place of saved) addPlace(place, asked, keeping, sum)
      mix(into, sum.low)
      mix(into, sum.high)
    },
  }
}

function isUntouched<Data>({ mentioned }: Places<Data>, last: readonly KeptPlace[]): boolean {
  if (mentioned.length !== last.length) return false
  for (let i = 0; i < last.length; i++) if (mentioned[i]?.kept !== last[i]) return false
  return true
}

function savePlace<Data, Saved>(
  place: Place<Data>,
  keeping: KeepingData<Data, Saved>,
): KeptPlace<Saved> {
  // Whatever a table's places keep was made here, from the same table.
  if (place.kept !== null) return place.kept as KeptPlace<Saved>
  const { topic, partition, end, cut } = place
  const marks = packed(place.marks, end)
  const rehanded = place.rehanded.length === 0 ? NOBODY : place.rehanded.slice()
  const data = keeping.copy(place.data, place)
  // Written out, as below: to spread parts into it takes ten times as long.
  const hash = { reads: -1, low: 0, high: 0 }
  const kept = { topic, partition, marks, end, cut, rehanded, data, hash }
  place.kept = kept
  return kept
}

const NOBODY: readonly Rehanded[] = []
const UNMARKED: readonly number[] = []

function packed(marks: Uint8Array, end: number): readonly number[] {
  if (end === 0) return UNMARKED
  const list: number[] = []
  for (let at = 0; at < end; at += 4) {
    // Above the end there is nothing but zeros.
    const low = (marks[at] ?? 0) | ((marks[at + 1] ?? 0) << 8)
    list.push(low | ((marks[at + 2] ?? 0) << 16) | ((marks[at + 3] ?? 0) << 24))
  }
  return list
}

function restorePlaces<Data, Saved>(
  places: Places<Data>,
  saved: KeptPlaces<Saved>,
  keeping: KeepingData<Data, Saved>,
): void {
  const { mentioned } = places
  // What the saved run had not mentioned is swept when it is mentioned next.
  for (const place of mentioned) place.run = 0
  while (mentioned.length > saved.length) mentioned.pop()
  for (let i = 0; i < saved.length; i++) {
    const kept = saved[i] as KeptPlace<Saved>
    const place = placeLeft(places, kept.topic, kept.partition)
    place.run = places.run
    if (place.kept !== kept) loadPlace(place, kept, keeping)
    mentioned[i] = place
  }
}

function loadPlace<Data, Saved>(
  place: Place<Data>,
  kept: KeptPlace<Saved>,
  keeping: KeepingData<Data, Saved>,
): void {
  const { marks, end } = kept
  if (place.end > end) place.marks.fill(0, end, place.end)
  widen(place, end)
  for (let at = 0; at < end; at++) {
    place.marks[at] = ((marks[at >> 2] ?? 0) >>> ((at & 3) << 3)) & 0xff
  }
  place.end = end
  place.cut = kept.cut
  place.rehanded.length = 0
  for (const entry of kept.rehanded) place.rehanded.push(entry)
  keeping.load(place.data, kept.data)
  place.kept = kept
}

/** That a partition has no bearing on verdicts, in place of a hash. */
const SILENT = 0

function addPlace<Data, Saved>(
  place: KeptPlace<Saved>,
  asked: Asked,
  keeping: KeepingData<Data, Saved>,
  sum: Lanes,
): void {
  const reads = (asked.reads << 1) | (asked.offsetsVanish ? 1 : 0)
  const { hash } = place
  if (hash.reads !== reads) {
    const fresh = createLanes()
    const says = keeping.mix(place, asked, fresh)
    hash.reads = reads
    hash.low = says ? fresh.low : SILENT
    hash.high = says ? fresh.high : SILENT
  }
  if (hash.low === SILENT && hash.high === SILENT && place.cut === NO_CUT) return
  const part = createLanes()
  mix(part, hash.low)
  mix(part, hash.high)
  mix(part, asked.names.partition(place.topic, place.partition))
  keeping.mixNames?.(place, asked, part)
  if (place.cut !== NO_CUT) mixCut(place, asked, part)
  addPart(sum, part)
}

/** Who may speak of the records above the cut. */
function mixCut(place: KeptPlace, asked: Asked, part: Lanes): void {
  const sum: Lanes = { low: 0, high: 0 }
  for (const { member, offset } of place.rehanded) {
    const name = asked.names.member(member)
    if (name < 0) continue
    const one = createLanes()
    mix(one, name)
    mix(one, offset)
    addPart(sum, one)
  }
  mix(part, place.cut)
  mix(part, sum.low)
  mix(part, sum.high)
}
