/** What is known of a partition: of its records, and of the offsets that speak for them. */
import type { StateOf } from '../state/field.ts'
import { recordLabels } from '../state/lists.ts'
import type { PartitionEntry } from '../state/partition-table.ts'
import { bitsOf } from '../state/record-bits.ts'
import { flag, number } from '../state/values.ts'
import { lossEvidence } from './loss-evidence.ts'

/** In the log. */
export const PRODUCED = 1
/** In the log, but its producer aborted: nobody is owed it. */
export const ABORTED = 2
/** Processed to the end by somebody. */
export const DONE = 4
/** Its processing took effect. */
export const EFFECTIVE = 8
/** It took effect more than once. */
export const REPEATED = 16
/** Returned by poll to somebody. */
export const POLLED = 32
/** Its processing was started by somebody. */
export const STARTED = 64

/** Its contents are in another place: what is owed now is owed there, not here. */
export const HANDED_ON = 128

/**
 * What a property may read of a partition besides the bits of records: where it is read from, and
 * whether anything was ever committed.
 */
export const OFFSETS = 1 << 8
export const EVER_COMMITTED = 1 << 9

/** To which places records were handed on: a property may read it, too. */
export const OUTPUTS = 1 << 10

/** A place where a copy of a record is: a topic, and the copy's key if it has one. */
export interface Output {
  readonly place: string
  readonly topic: string
  readonly by: string
}

/** The record that a copy is handed out in the place of. */
export interface Origin {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/** What is known per partition; -1: none so far. */
export const partitionFields = {
  /** The group's first start position. */
  owedFrom: number(-1),
  /** The group's committed offset. */
  committed: number(-1),
  everCommitted: flag(false),
  /** The external store's offset. */
  stored: number(-1),
  /** The position that was set last, by whatever member. */
  position: number(-1),
  /** Whose effect was the first, by offset; valid where effective. */
  effectBy: recordLabels<string>(),
  /** The first copies, by offset; valid where handed on. */
  outputs: recordLabels<readonly Output[]>(),
  /** Of a retry topic's records: what they are copies of. No search that hashes has such topics. */
  origins: recordLabels<Origin>(),
  evidence: lossEvidence(),
}

/** The values of {@link partitionFields}. */
export type PartitionFacts = StateOf<typeof partitionFields>

/** A partition of the record state, with the bits of its records. */
export type RecordEntry = PartitionEntry<PartitionFacts>

/** Whether anybody may be owed the record: it is in the log, and not aborted. */
export function isData(entry: RecordEntry, offset: number): boolean {
  return (bitsOf(entry, offset) & (PRODUCED | ABORTED)) === PRODUCED
}

/** Whether the record is data that nobody has finished; `finished` both: not in both ways. */
export function isUnfinished(entry: RecordEntry, offset: number, finished: number): boolean {
  const bits = bitsOf(entry, offset)
  if ((bits & (PRODUCED | ABORTED)) !== PRODUCED || (bits & HANDED_ON) !== 0) return false
  return (bits & finished) !== finished
}

/** The offset that decides what is read next: the store's if it saved any, else the group's. */
export function spokenFor(facts: PartitionFacts): number {
  return facts.stored >= 0 ? facts.stored : facts.committed
}

/**
 * The offset below which nobody reads again: what is unfinished there is lost. Without a
 * committed offset (never committed, or lost) it is the position that was set last; -1: nobody
 * ever started here.
 */
export function readAgainFrom(facts: PartitionFacts): number {
  const spoken = spokenFor(facts)
  return spoken >= 0 ? spoken : facts.position
}
