/**
 * Hashes of parts that are copied before they are changed, kept with each copy.
 *
 * What a hash of a part says may depend on a little of what stands around it, such as the group's
 * generation. That is given as numbers: the hash is used again while they are the same.
 */
import { createHash, type Hash, mixBoth } from './hash.ts'

interface Known extends Hash {
  a: number
  b: number
  c: number
}

/** Hashes of parts of one kind; `Around` is what they are computed from besides. */
export class KnownHashes<P extends object, Around> {
  readonly #known = new WeakMap<P, Known>()
  readonly #compute: (hash: Hash, part: P, around: Around) => void

  constructor(compute: (hash: Hash, part: P, around: Around) => void) {
    this.#compute = compute
  }

  /** Mixes in the hash; `a`, `b` and `c` are all of `around` that it depends on. */
  mix(hash: Hash, part: P, around: Around, a = 0, b = 0, c = 0): void {
    let known = this.#known.get(part)
    if (known === undefined || known.a !== a || known.b !== b || known.c !== c) {
      const own = createHash()
      this.#compute(own, part, around)
      known = { high: own.high, low: own.low, a, b, c }
      this.#known.set(part, known)
    }
    mixBoth(hash, known)
  }
}
