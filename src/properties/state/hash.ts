/** 64 bits of hash as two halves that are mixed independently. Not for keeping secrets. */

export interface Hash {
  high: number
  low: number
}

/** A hash of nothing. */
export function createHash(): Hash {
  return { high: 0x9e3779b9 | 0, low: 0x7f4a7c15 | 0 }
}

/** Back to nothing. */
export function resetHash(hash: Hash): void {
  hash.high = 0x9e3779b9 | 0
  hash.low = 0x7f4a7c15 | 0
}

/** Mixes in a whole number of at most 32 bits. */
export function hashNumber(hash: Hash, value: number): void {
  let high = Math.imul(hash.high ^ value, 0x85ebca6b)
  high = ((high << 13) | (high >>> 19)) + 0x27d4eb2f
  let low = Math.imul(hash.low ^ value, 0xc2b2ae35)
  low = ((low << 17) | (low >>> 15)) + 0x165667b1
  hash.high = (high ^ (high >>> 15)) | 0
  hash.low = (low ^ (low >>> 13)) | 0
}

/** The hashes of texts: those of a world are few, and come again and again. */
const texts = new Map<string, Hash>()

/** Mixes in a text. */
export function hashText(hash: Hash, text: string): void {
  let own = texts.get(text)
  if (own === undefined) {
    own = createHash()
    hashNumber(own, text.length)
    for (let i = 0; i < text.length; i++) hashNumber(own, text.charCodeAt(i))
    if (text.length <= internedMax) texts.set(text, own)
  }
  hashBoth(hash, own)
}

/** Longer texts are what programs were told: of these there are many. */
const internedMax = 40

/** Mixes in both halves of another hash, each into the same half. */
export function hashBoth(hash: Hash, other: Hash): void {
  hashNumber(hash, other.high)
  hashNumber(hash, other.low)
}

/** Brings the halves to their final form, in which every bit depends on every bit. */
export function finish(hash: Hash): void {
  let { high, low } = hash
  high = Math.imul(high ^ (high >>> 16) ^ low, 0x85ebca6b)
  low = Math.imul(low ^ (low >>> 16) ^ high, 0xc2b2ae35)
  high = Math.imul(high ^ (high >>> 13) ^ low, 0xc2b2ae35)
  hash.high = (high ^ (high >>> 16)) | 0
  hash.low = (low ^ (low >>> 16) ^ high) | 0
}

/** A sum of hashes that come in no order; what it comes to is mixed in with {@link mixBoth}. */
export function createSum(): Hash {
  return { high: 0, low: 0 }
}

/** Adds a part to a sum; the part is spent. */
export function addPart(sum: Hash, part: Hash): void {
  finish(part)
  sum.high = (sum.high + part.high) | 0
  sum.low = (sum.low + part.low) | 0
}
