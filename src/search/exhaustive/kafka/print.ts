/**
 * Hashes of the parts of a state, kept with the state.
 *
 * A step copies what it may change, so that a part that is the very same object in two states has
 * the same hash in both. Each state takes over the hashes of the state that it comes from; nothing
 * is looked up by object, which made keeping hashes as dear as computing them anew.
 */
import { createHash, finish, type Hash } from '../../../properties/state/hash.ts'

/** The hash of a part that depends on nothing outside of it. */
export function printOf<T>(part: T, mixIn: (hash: Hash, part: T) => void): Hash {
  const print = createHash()
  mixIn(print, part)
  finish(print)
  return print
}

/**
 * The hashes of all parts in a list. `known` are those of `from`, a list that may share entries, in
 * the same order, with this one.
 */
export function printAll<T extends object>(
  list: readonly T[],
  from: readonly T[],
  known: readonly Hash[],
  mixIn: (hash: Hash, part: T) => void,
): readonly Hash[] {
  if (list === from) return known
  const prints: Hash[] = []
  let at = 0
  for (let i = 0; i < list.length; i++) {
    const part = list[i] as T
    let same = at
    while (same < from.length && from[same] !== part) same++
    if (same < from.length) {
      prints.push(known[same] as Hash)
      at = same + 1
    } else prints.push(printOf(part, mixIn))
  }
  return prints
}
