/** A partition's account: what is known of its records and of the offsets that speak for them. */
import { marksOf, type Place } from '../state/partition-table.ts'
import { clearTrail, createTrail, type Trail } from './loss-evidence.ts'

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
/** Handed out by poll to somebody. */
export const POLLED = 32
/** Its processing was started by somebody. */
export const STARTED = 64

/** What makes a record finished: it is done, or it is effective. */
export type Finished = typeof DONE | typeof EFFECTIVE

/** What is kept per partition; -1: none so far. */
export interface Account {
  /** The group's first start position. */
  owedFrom: number
  /** The group's committed offset. */
  committed: number
  everCommitted: boolean
  /** The external store's offset. */
  stored: number
  /** The position that was set last, by whatever member. */
  position: number
  /** Whose effect was the first, by offset; valid where effective. */
  readonly effectBy: string[]
  readonly trail: Trail
}

/** A partition of the ledger. */
export type RecordPlace = Place<Account>

/** An account of a partition that nobody has read. */
export function createAccount(): Account {
  return {
    owedFrom: -1,
    committed: -1,
    everCommitted: false,
    stored: -1,
    position: -1,
    effectBy: [],
    trail: createTrail(),
  }
}

/** Takes an account back to what {@link createAccount} gives. */
export function clearAccount(account: Account): void {
  account.owedFrom = -1
  account.committed = -1
  account.everCommitted = false
  account.stored = -1
  account.position = -1
  clearTrail(account.trail)
}

/** Whether anybody may be owed the record: it is in the log, and not aborted. */
export function isData(place: RecordPlace, offset: number): boolean {
  return (marksOf(place, offset) & (PRODUCED | ABORTED)) === PRODUCED
}

/** Whether the record is data that nobody has finished; `finished` both: not in both ways. */
export function isUnfinished(place: RecordPlace, offset: number, finished: number): boolean {
  const marks = marksOf(place, offset)
  return (marks & (PRODUCED | ABORTED)) === PRODUCED && (marks & finished) !== finished
}

/** The offset that decides what is read next: the store's if it saved any, else the group's. */
export function spokenFor(account: Account): number {
  return account.stored >= 0 ? account.stored : account.committed
}

/**
 * The offset below which nobody reads again: what is unfinished there is lost. Without a
 * committed offset (never committed, or lost) it is the position that was set last; -1: nobody
 * ever started here.
 */
export function readAgainFrom(account: Account): number {
  const spoken = spokenFor(account)
  return spoken >= 0 ? spoken : account.position
}
