/**
 * A table of what is known of each partition, reused from run to run.
 *
 * A run takes a few microseconds to judge, so nothing here allocates once a partition is known,
 * and a reset clears nothing: leavings of an earlier run are swept when a partition is mentioned.
 */

/** A partition as one table sees it; `data` are the fields that were declared. */
export interface PartitionEntry<Data> {
  readonly topic: string
  readonly partition: number
  /** The run in which it was mentioned last. */
  run: number
  /** One byte of bits per record, by offset; the owner of the table says what they mean. */
  bits: Uint8Array
  /** One past the highest offset with bits. */
  end: number
  /** The lowest offset to which the log was cut back in this run; none: no offset is above it. */
  cut: number
  /** Records delivered since the cut: what was delivered before it is another record. */
  readonly redelivered: Delivery[]
  /** The fields; another object in each run. */
  data: Data
  /** The fields as they are at the start. Those that are changed in place are the same. */
  readonly start: Data
  /** What was saved of it last, or restored; null: it has been touched since. */
  saved: SavedPartition | null
}

/** A partition as it was saved; never changed, but for the hash that is noted of it. */
export interface SavedPartition<Data = unknown> {
  readonly topic: string
  readonly partition: number
  /** The bits of four offsets in each number, the lowest offset in the lowest byte. */
  readonly bits: readonly number[]
  readonly end: number
  readonly cut: number
  readonly redelivered: readonly Delivery[]
  /** The fields, as their kinds save them: of plain values and labels, the values themselves. */
  readonly data: Readonly<Data>
  /** Its hash, as far as it does not depend on names, for what was read last; -1: none yet. */
  readonly hash: { reads: number; low: number; high: number }
}

/** A record that poll returned after the log was cut back. */
export interface Delivery {
  readonly member: string
  readonly offset: number
}

/** All partitions. */
export interface PartitionTable<Data> {
  run: number
  lastTopic: string | null
  lastEntries: PartitionEntry<Data>[]
  readonly topics: { readonly name: string; readonly entries: PartitionEntry<Data>[] }[]
  /** The partitions of this run, in the order in which the history first mentions them. */
  readonly mentioned: PartitionEntry<Data>[]
  readonly fresh: () => Data
  readonly clearParts: (data: Data) => void
}

/** No offset is above it. */
export const NO_CUT = Number.MAX_SAFE_INTEGER

/** Makes the table; `clearParts` takes what is changed in place back to what `fresh` gives. */
export function createTable<Data>(
  fresh: () => Data,
  clearParts: (data: Data) => void,
): PartitionTable<Data> {
  return { run: 1, lastTopic: null, lastEntries: [], topics: [], mentioned: [], fresh, clearParts }
}

/** Forgets the run. */
export function resetTable<Data>(table: PartitionTable<Data>): void {
  table.run++
  // Popped, not cut: to set the length would give the memory away, every run.
  while (table.mentioned.length > 0) table.mentioned.pop()
}

/** The partition's entry, made or swept if this run has not mentioned it yet. */
export function entryOf<Data>(
  table: PartitionTable<Data>,
  topic: string,
  partition: number,
): PartitionEntry<Data> {
  if (topic !== table.lastTopic) turnToTopic(table, topic)
  const entry = table.lastEntries[partition]
  if (entry !== undefined && entry.run === table.run) {
    entry.saved = null
    return entry
  }
  return mention(table, topic, partition, entry)
}

function turnToTopic<Data>(table: PartitionTable<Data>, topic: string): void {
  let known = table.topics.find(({ name }) => name === topic)
  if (known === undefined) {
    known = { name: topic, entries: [] }
    table.topics.push(known)
  }
  table.lastTopic = topic
  table.lastEntries = known.entries
}

function mention<Data>(
  table: PartitionTable<Data>,
  topic: string,
  partition: number,
  known: PartitionEntry<Data> | undefined,
): PartitionEntry<Data> {
  const entry = known ?? createEntry(topic, partition, table.fresh())
  if (known === undefined) table.lastEntries[partition] = entry
  else sweep(entry, table.clearParts)
  entry.run = table.run
  table.mentioned.push(entry)
  return entry
}

/** The partition is about to change: said wherever it was not asked for by {@link entryOf}. */
export function touchEntry<Data>(entry: PartitionEntry<Data>): void {
  entry.saved = null
}

/** The partition's entry as it was left, for whoever fills it next; it is not mentioned yet. */
export function entryLeft<Data>(
  table: PartitionTable<Data>,
  topic: string,
  partition: number,
): PartitionEntry<Data> {
  if (topic !== table.lastTopic) turnToTopic(table, topic)
  const known = table.lastEntries[partition]
  if (known !== undefined) return known
  const entry = createEntry(topic, partition, table.fresh())
  table.lastEntries[partition] = entry
  return entry
}

function createEntry<Data>(topic: string, partition: number, start: Data): PartitionEntry<Data> {
  const bits = new Uint8Array(64)
  const log = { end: 0, cut: NO_CUT, redelivered: [] }
  return { topic, partition, run: 0, bits, ...log, data: { ...start }, start, saved: null }
}

/** A copy of all fields at once takes a fraction of assigning each. */
function sweep<Data>(entry: PartitionEntry<Data>, clearParts: (data: Data) => void): void {
  const { bits } = entry
  while (entry.end > 0) bits[--entry.end] = 0
  entry.saved = null
  if (entry.cut !== NO_CUT) {
    entry.cut = NO_CUT
    entry.redelivered.length = 0
  }
  clearParts(entry.start)
  entry.data = { ...entry.start }
}
