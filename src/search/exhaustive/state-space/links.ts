/** From where each state was reached: eight bytes a state. */
import { defined } from '../../../model/assert.ts'

const blockBits = 16
const blockSize = 1 << blockBits

/** What stands for the parent of an initial state. */
export const noParent = 0xffff_ffff

/**
 * For each state, in the order of discovery: the number of its parent, and the how-manieth
 * successor of it this is. The choices themselves are not saved: walking the path again yields
 * them. Arrays of fixed size, so that nothing is copied as more states come.
 */
export class Links {
  count = 0
  readonly #blocks: Uint32Array[] = []

  /** Bytes taken now. */
  get bytes(): number {
    return this.#blocks.length * blockSize * 8
  }

  /** Notes the next state. */
  push(parent: number, ordinal: number): void {
    const at = this.count & (blockSize - 1)
    if (at === 0) this.#blocks.push(new Uint32Array(blockSize * 2))
    const block = this.#block(this.count)
    block[at * 2] = parent
    block[at * 2 + 1] = ordinal
    this.count++
  }

  /** The ordinals on the way from an initial state to the state of that number. */
  ordinalsTo(state: number): readonly number[] {
    const ordinals: number[] = []
    for (let at = state; at !== noParent; ) {
      const [block, place] = [this.#block(at), at & (blockSize - 1)]
      ordinals.push(block[place * 2 + 1] ?? 0)
      at = block[place * 2] ?? noParent
    }
    return ordinals.reverse()
  }

  #block(state: number): Uint32Array {
    return defined(this.#blocks[state >>> blockBits], 'a state that was visited')
  }
}
