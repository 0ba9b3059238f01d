/**
 * Hashes of the parts of a state, saved with the state.
 *
 * A step copies what it may change, so that a part that is the very same object in two states has
 * the same hash in both. Each state takes over the hashes of the state that it comes from; nothing
 * is looked up by object, which made saved hashes as expensive as computed ones.
 */
import { createHash, finish, type Hash } from '../../../properties/state/hash.ts'

/** The hash of a part that depends on nothing outside of it. */
export function hashOfPart<T>(part: T, hashPart: (hash: Hash, part: T) => void): Hash {
  const hash = createHash()
  hashPart(hash, part)
  finish(hash)
  return hash
}

/**
 * The hashes of all parts in a list. `known` are those of `from`, a list that may share entries, in
 * the same order, with this one.
 */
export function hashesOfParts<T extends object>(
  list: readonly T[],
  from: readonly T[],
  known: readonly Hash[],
  hashPart: (hash: Hash, part: T) => void,
): readonly Hash[] {
  if (list === from) return known
  const hashes: Hash[] = []
  let at = 0
  for (let i = 0; i < list.length; i++) {
    const part = list[i] as T
    let same = at
    while (same < from.length && from[same] !== part) same++
    if (same < from.length) {
      hashes.push(known[same] as Hash)
      at = same + 1
    } else hashes.push(hashOfPart(part, hashPart))
  }
  return hashes
}
