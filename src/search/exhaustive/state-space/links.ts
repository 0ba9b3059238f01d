/** From where each state was reached: eight bytes a state. */
import { defined } from '../../../model/assert.ts'

const chunkBits = 16
const chunkSize = 1 << chunkBits

/** What stands for the parent of an initial state. */
export const noParent = 0xffff_ffff

/**
 * For each state, in the order of discovery: the number of its parent, and the how-manieth
 * successor of it this is. The choices themselves are not kept: walking the path again tells them.
 * Arrays of fixed size, so that nothing is copied as more states come.
 */
export class Links {
  count = 0
  readonly #chunks: Uint32Array[] = []

  /** Bytes taken now. */
  get bytes(): number {
    return this.#chunks.length * chunkSize * 8
  }

  /** Notes the next state. */
  push(parent: number, ordinal: number): void {
    const at = this.count & (chunkSize - 1)
    if (at === 0) this.#chunks.push(new Uint32Array(chunkSize * 2))
    const chunk = this.#chunk(this.count)
    chunk[at * 2] = parent
    chunk[at * 2 + 1] = ordinal
    this.count++
  }

  /** The ordinals on the way from an initial state to the state of that number. */
  ordinalsTo(state: number): readonly number[] {
    const ordinals: number[] = []
    for (let at = state; at !== noParent; ) {
      const [chunk, place] = [this.#chunk(at), at & (chunkSize - 1)]
      ordinals.push(chunk[place * 2 + 1] ?? 0)
      at = chunk[place * 2] ?? noParent
    }
    return ordinals.reverse()
  }

  #chunk(state: number): Uint32Array {
    return defined(this.#chunks[state >>> chunkBits], 'a state that was met')
  }
}
