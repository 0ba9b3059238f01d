/** Fields of several values, whose entries are replaced and never changed. */
import type { Names } from './asked.ts'
import type { Field } from './field.ts'
import { addPart, createHash, createSum, type Hash, hashBoth, hashNumber } from './hash.ts'

/** Empties a list. To set a length is slow even where it changes nothing. */
export function empty(list: unknown[]): void {
  while (list.length > 0) list.pop()
}

/** Makes the list hold just these. */
export function refill<T>(list: T[], entries: readonly T[]): void {
  while (list.length > entries.length) list.pop()
  for (let i = 0; i < entries.length; i++) list[i] = entries[i] as T
}

/** Whether both hold the very same entries. */
function sameEntries<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

const EMPTY: readonly never[] = []

/** A list that only tells a story, such as the witnesses that were found. */
export function labels<T>(): Field<T[], readonly T[]> {
  return {
    fresh: () => [],
    clear: empty,
    save: (list, last = EMPTY) => (sameEntries(last, list) ? last : list.slice()),
    restore: (saved, list) => {
      refill(list, saved)
      return list
    },
    hash: () => false,
  }
}

/** Mixes in what verdicts depend on in an entry; false: nothing any more. */
export type HashEntry<T> = (entry: T, names: Names, part: Hash) => boolean

/** Entries whose order does not matter. */
export function bag<T>(hashEntry: HashEntry<T>): Field<T[], readonly T[]> {
  return {
    ...labels<T>(),
    hash: (saved) => saved.length > 0,
    hashNames: (saved, names, into) => {
      const sum = createSum()
      for (const entry of saved) {
        const part = createHash()
        if (hashEntry(entry, names, part)) addPart(sum, part)
      }
      hashBoth(into, sum)
    },
  }
}

/** Names of members, each once: as long as they are heard of. */
export function members(): Field<string[], readonly string[]> {
  return bag<string>((name, names, part) => hashName(part, names.member(name)))
}

/** Mixes in a name; false: nothing bears it any more. */
export function hashName(part: Hash, name: number): boolean {
  if (name < 0) return false
  hashNumber(part, name)
  return true
}

/** A label per record of a partition, valid where the record's bits say so. */
export function recordLabels<T>(): Field<T[], readonly T[]> {
  return {
    fresh: () => [],
    save: (list, _, end) => (list.length === 0 ? EMPTY : list.slice(0, end)),
    restore: (saved, list) => {
      for (let at = 0; at < saved.length; at++) list[at] = saved[at] as T
      return list
    },
    hash: () => false,
  }
}
