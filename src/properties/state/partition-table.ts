/**
 * What a monitor keeps per partition, reused from run to run.
 *
 * A run takes a few microseconds to judge, so nothing here allocates once a partition is known,
 * and a reset clears nothing: leavings of an earlier run are swept when a partition is mentioned.
 */

/** A partition as one monitor sees it; `data` is the monitor's own. */
export interface Place<Data> {
  readonly topic: string
  readonly partition: number
  /** The run in which it was mentioned last. */
  run: number
  /** One byte of flags per offset; the monitor says what they mean. */
  marks: Uint8Array
  /** One past the highest offset with marks. */
  end: number
  /** The lowest offset to which the log was cut back in this run; none: no offset is above it. */
  cut: number
  /** Records handed out since the cut: what was handed out before it is another record. */
  readonly rehanded: Rehanded[]
  readonly data: Data
  /** What was saved of it last, or restored; null: it has been touched since. */
  kept: KeptPlace | null
}

/** A partition as it was saved; never changed, but for what `keep-places.ts` notes of it. */
export interface KeptPlace<Saved = unknown> {
  readonly topic: string
  readonly partition: number
  /** The marks of four offsets in each number, the lowest offset in the lowest byte. */
  readonly marks: readonly number[]
  readonly end: number
  readonly cut: number
  readonly rehanded: readonly Rehanded[]
  readonly data: Saved
  /** Its hash, as far as it does not depend on names, for what was read last; -1: none yet. */
  readonly hash: { reads: number; low: number; high: number }
}

/** A record handed out after the log was cut back. */
export interface Rehanded {
  readonly member: string
  readonly offset: number
}

/** All partitions of a monitor. */
export interface Places<Data> {
  run: number
  lastTopic: string | null
  lastPlaces: Place<Data>[]
  readonly topics: { readonly name: string; readonly places: Place<Data>[] }[]
  /** The partitions of this run, in the order in which the history first mentions them. */
  readonly mentioned: Place<Data>[]
  readonly fresh: () => Data
  readonly clear: (data: Data) => void
}

/** No offset is above it. */
export const NO_CUT = Number.MAX_SAFE_INTEGER

/** Makes the table; `clear` takes a partition's data back to what `fresh` gives. */
export function createPlaces<Data>(fresh: () => Data, clear: (data: Data) => void): Places<Data> {
  return { run: 1, lastTopic: null, lastPlaces: [], topics: [], mentioned: [], fresh, clear }
}

/** Forgets the run. */
export function resetPlaces<Data>(places: Places<Data>): void {
  places.run++
  // Popped, not cut: to set the length would give the memory away, every run.
  while (places.mentioned.length > 0) places.mentioned.pop()
}

/** The partition's entry, made or swept if this run has not mentioned it yet. */
export function placeOf<Data>(places: Places<Data>, topic: string, partition: number): Place<Data> {
  if (topic !== places.lastTopic) turnToTopic(places, topic)
  const place = places.lastPlaces[partition]
  if (place !== undefined && place.run === places.run) {
    place.kept = null
    return place
  }
  return mention(places, topic, partition, place)
}

function turnToTopic<Data>(places: Places<Data>, topic: string): void {
  let entry = places.topics.find(({ name }) => name === topic)
  if (entry === undefined) {
    entry = { name: topic, places: [] }
    places.topics.push(entry)
  }
  places.lastTopic = topic
  places.lastPlaces = entry.places
}

function mention<Data>(
  places: Places<Data>,
  topic: string,
  partition: number,
  known: Place<Data> | undefined,
): Place<Data> {
  const place = known ?? createPlace(topic, partition, places.fresh())
  if (known === undefined) places.lastPlaces[partition] = place
  else sweep(place, places.clear)
  place.run = places.run
  places.mentioned.push(place)
  return place
}

/** The partition is about to change: said wherever it was not asked for by {@link placeOf}. */
export function touchPlace<Data>(place: Place<Data>): void {
  place.kept = null
}

/** The partition's entry as it was left, for whoever fills it next; it is not mentioned yet. */
export function placeLeft<Data>(
  places: Places<Data>,
  topic: string,
  partition: number,
): Place<Data> {
  if (topic !== places.lastTopic) turnToTopic(places, topic)
  const known = places.lastPlaces[partition]
  if (known !== undefined) return known
  const place = createPlace(topic, partition, places.fresh())
  places.lastPlaces[partition] = place
  return place
}

/** Makes room for marks below `end`. */
export function widen<Data>(place: Place<Data>, end: number): void {
  if (end <= place.marks.length) return
  const wider = new Uint8Array(Math.max(end, place.marks.length * 2))
  wider.set(place.marks)
  place.marks = wider
}

function createPlace<Data>(topic: string, partition: number, data: Data): Place<Data> {
  const marks = new Uint8Array(64)
  return { topic, partition, run: 0, marks, end: 0, cut: NO_CUT, rehanded: [], data, kept: null }
}

function sweep<Data>(place: Place<Data>, clear: (data: Data) => void): void {
  place.marks.fill(0, 0, place.end)
  place.end = 0
  place.kept = null
  if (place.cut !== NO_CUT) {
    place.cut = NO_CUT
    place.rehanded.length = 0
  }
  clear(place.data)
}

/** The flags of an offset; 0 where nothing was marked. */
export function marksOf<Data>(place: Place<Data>, offset: number): number {
  return place.marks[offset] ?? 0
}

/** Adds flags to an offset. */
export function mark<Data>(place: Place<Data>, offset: number, flags: number): void {
  if (offset >= place.end) {
    widen(place, offset + 1)
    place.end = offset + 1
  }
  place.marks[offset] = (place.marks[offset] ?? 0) | flags
}

/** The log end was cut back: offsets from there on will be other records. */
export function cutBack<Data>(place: Place<Data>, offset: number): void {
  if (offset < place.end) {
    place.marks.fill(0, offset, place.end)
    place.end = offset
  }
  if (offset < place.cut) place.cut = offset
  const kept = place.rehanded.filter((entry) => entry.offset < offset)
  place.rehanded.length = 0
  for (const entry of kept) place.rehanded.push(entry)
}

/** Poll handed records out; matters only after a cut. */
export function handOut<Data>(
  place: Place<Data>,
  member: string,
  offsets: readonly number[],
): void {
  if (place.cut === NO_CUT) return
  for (const offset of offsets) {
    if (offset < place.cut || wasRehanded(place, member, offset)) continue
    place.rehanded.push({ member, offset })
  }
}

/** Whether the member speaks of the record that had this offset before the log was cut back. */
export function isStale<Data>(place: Place<Data>, member: string, offset: number): boolean {
  return offset >= place.cut && !wasRehanded(place, member, offset)
}

function wasRehanded<Data>(place: Place<Data>, member: string, offset: number): boolean {
  return place.rehanded.some((entry) => entry.offset === offset && entry.member === member)
}
