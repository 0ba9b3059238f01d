/**
 * What folds and monitors keep of a run, saved and taken up again for exhaustive search.
 *
 * Two states may be taken for one when no continuation tells them apart by any *verdict*. So a
 * fingerprint has no witnesses, event numbers or times: these are labels, which only tell a story.
 */
import { createLanes, type Lanes, mixText } from './lanes.ts'

/**
 * How the caller calls what a history names, so that it can call equal things alike. Numbers are at
 * least 0, and different for what is different; -1: nothing can happen to it any more.
 */
export interface Names {
  /** -1: no event will bear this name again. */
  member(name: string): number
  partition(topic: string, partition: number): number
  /** -1: nobody can be told any more that the commit of this number was applied. */
  commit(commit: number): number
  /** -1: it cannot be committed any more, nor is anything written in it. */
  transaction(transaction: number): number
}

/**
 * Calls everything by what it is called in the history: right for everybody, but it tells apart
 * states that differ only by how things are called.
 */
export const plainNames: Names = {
  member: (name) => textNumber(name),
  partition: (topic, partition) => (textNumber(topic) + partition) & 0x7fffffff,
  commit: (commit) => commit,
  transaction: (transaction) => transaction,
}

function textNumber(text: string): number {
  const lanes = createLanes()
  mixText(lanes, text)
  return (lanes.low ^ lanes.high) & 0x7fffffff
}

/** What verdicts depend on when a fingerprint is asked for. */
export interface Asked {
  readonly names: Names
  /** What the properties that are not broken yet read of the ledger: marks and {@link facets}. */
  readonly reads: number
  /** Whether a committed offset may be gone again: lost with its topic, expired, or given up. */
  readonly offsetsVanish: boolean
}

/** What may be read of the ledger besides the marks of records, which are the bits below. */
export const facets = {
  /** Where a partition is read from. */
  offsets: 1 << 8,
  /** Whether anything was ever committed. */
  everCommitted: 1 << 9,
} as const

/** What one fold or monitor keeps of a run. `Saved` is its own affair, and never changed. */
export interface Keeper<Saved> {
  /** What is kept now; the same object as before where nothing has changed. */
  save(): Saved
  restore(saved: Saved): void
  /** Mixes in what future verdicts depend on. */
  fingerprint(saved: Saved, asked: Asked, into: Lanes): void
}

/** A {@link Keeper} whose saved states are nobody else's business. */
export type Kept = Keeper<unknown>

/** Forgets what the saved states look like; they are only ever handed back to their keeper. */
export function kept<Saved>(keeper: Keeper<Saved>): Kept {
  return keeper as Kept
}

/** Keeps nothing: whatever its like knows, folds know or the ledger. */
export const keptNothing: Kept = {
  save: () => null,
  restore: () => {},
  fingerprint: () => {},
}

/** Two keepers as one. */
export function both<A, B>(a: Keeper<A>, b: Keeper<B>): Keeper<readonly [A, B]> {
  let last: readonly [A, B] | null = null
  return {
    save: () => {
      const [one, other] = [a.save(), b.save()]
      if (last === null || last[0] !== one || last[1] !== other) last = [one, other]
      return last
    },
    restore: (saved) => {
      a.restore(saved[0])
      b.restore(saved[1])
      last = saved
    },
    fingerprint: (saved, asked, into) => {
      a.fingerprint(saved[0], asked, into)
      b.fingerprint(saved[1], asked, into)
    },
  }
}

/** A list whose entries are never changed, such as the witnesses that were found: a label. */
export function keptList<T>(list: T[]): Keeper<readonly T[]> {
  let last: readonly T[] = []
  return {
    save: () => {
      if (!sameEntries(last, list)) last = list.slice()
      return last
    },
    restore: (saved) => {
      refill(list, saved)
      last = saved
    },
    fingerprint: () => {},
  }
}

/** Makes the list hold just these. */
export function refill<T>(list: T[], entries: readonly T[]): void {
  while (list.length > entries.length) list.pop()
  for (let i = 0; i < entries.length; i++) list[i] = entries[i] as T
}

/** Whether both hold the very same entries. */
export function sameEntries<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}
