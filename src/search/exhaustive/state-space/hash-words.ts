/** Fingerprints of states that are a few words. */

/** Writes 64 well mixed bits of the words: two hashes that see them in different ways. */
export function hashWords(words: Uint32Array, into: Uint32Array): void {
  let [a, b] = [0x9e3779b9, 0x85ebca6b]
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? 0
    a = Math.imul(a ^ word, 0xcc9e2d51)
    a ^= a >>> 15
    b = Math.imul(b + word, 0x27d4eb2f)
    b ^= b >>> 13
  }
  into[0] = mixed(a ^ (b >>> 7))
  into[1] = mixed(b + 0x165667b1)
}

/** The finish of MurmurHash3: every bit of the input changes every bit of the output. */
function mixed(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
