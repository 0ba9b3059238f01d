/**
 * The states met so far, by their fingerprints of 64 bits alone.
 *
 * Open addressing with linear probing in one typed array, two words to a place, so that a look-up
 * mostly touches a single line of the cache. At most three of four places are taken; then the
 * table doubles. So a state takes 11 to 22 bytes, and half as much again while the table moves.
 */

const placesAtFirst = 1 << 12
const takenMax = 0.75

/** A set of fingerprints that grows. */
export class VisitedSet {
  count = 0
  /** The most bytes that it ever took, while it moved from one table to the next. */
  bytesMax = placesAtFirst * 8
  #places = placesAtFirst
  #table = new Uint32Array(placesAtFirst * 2)
  #zeros = false
  #shift = 32 - Math.log2(placesAtFirst)

  /** Adds a fingerprint; whether it is new. */
  add(low: number, high: number): boolean {
    if (!(low === 0 && high === 0 ? this.#putZeros() : this.#put(low >>> 0, high >>> 0))) {
      return false
    }
    this.count++
    if (this.count > this.#places * takenMax) this.#grow()
    return true
  }

  /** Two zeros mean an empty place in the table, so that fingerprint has one of its own. */
  #putZeros(): boolean {
    const isNew = !this.#zeros
    this.#zeros = true
    return isNew
  }

  #put(low: number, high: number): boolean {
    const table = this.#table
    const last = this.#places - 1
    for (let place = this.#home(low, high); ; place = (place + 1) & last) {
      const [storedLow, storedHigh] = [table[place * 2], table[place * 2 + 1]]
      if (storedLow === 0 && storedHigh === 0) {
        table[place * 2] = low
        table[place * 2 + 1] = high
        return true
      }
      if (storedLow === low && storedHigh === high) return false
    }
  }

  /** Both halves count, so that a model that mixes one of them badly does not make long chains. */
  #home(low: number, high: number): number {
    const mixed = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1)
    return (mixed ^ (mixed >>> 15)) >>> this.#shift
  }

  #grow(): void {
    const old = this.#table
    this.#places *= 2
    this.#shift--
    this.#table = new Uint32Array(this.#places * 2)
    this.bytesMax = old.byteLength + this.#table.byteLength
    for (let at = 0; at < old.length; at += 2) {
      const [low, high] = [old[at] ?? 0, old[at + 1] ?? 0]
      if (low !== 0 || high !== 0) this.#put(low, high)
    }
  }
}

/**
 * An upper bound of the chance that any two of `count` states share a fingerprint and one of them
 * was overlooked: the birthday bound n² / 2⁶⁵, for fingerprints that are as good as random.
 */
export function collisionProbability(count: number): number {
  return Math.min(1, count ** 2 / 2 ** 65)
}
