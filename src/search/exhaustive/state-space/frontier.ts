/** The states of one level of a breadth-first search, in the order in which they were found. */
import { defined } from '../../../model/assert.ts'

/** A list that is filled, read from its start to its end, and cleared. */
export interface Frontier<S> {
  readonly count: number
  push(state: S): void
  /** The state of that number, below `count`; the next `at` may overwrite what it answered. */
  at(index: number): S
  clear(): void
}

/** Keeps references: for states that nobody changes after they were visited. */
export function listFrontier<S>(): Frontier<S> {
  const states: S[] = []
  return {
    get count() {
      return states.length
    },
    push: (state) => void states.push(state),
    at: (index) => defined(states[index], 'a state of the frontier'),
    clear: () => {
      states.length = 0
    },
  }
}

const statesAtFirst = 16

/**
 * Copies the words of a state into one flat array: for models that yield the same few words
 * again and again, so that no state is an object.
 */
export function packedFrontier(wordsPerState: number): Frontier<Uint32Array> {
  return new PackedFrontier(wordsPerState)
}

class PackedFrontier implements Frontier<Uint32Array> {
  count = 0
  #words: Uint32Array
  readonly #size: number
  readonly #answer: Uint32Array

  constructor(wordsPerState: number) {
    this.#size = wordsPerState
    this.#words = new Uint32Array(wordsPerState * statesAtFirst)
    this.#answer = new Uint32Array(wordsPerState)
  }

  push(state: Uint32Array): void {
    const from = this.count * this.#size
    if (from + this.#size > this.#words.length) this.#grow()
    const words = this.#words
    // Assignments of few words are faster than `set` with its checks.
    for (let i = 0; i < this.#size; i++) words[from + i] = state[i] ?? 0
    this.count++
  }

  at(index: number): Uint32Array {
    const [words, answer] = [this.#words, this.#answer]
    const from = index * this.#size
    for (let i = 0; i < this.#size; i++) answer[i] = words[from + i] ?? 0
    return answer
  }

  clear(): void {
    this.count = 0
  }

  #grow(): void {
    const larger = new Uint32Array(this.#words.length * 2)
    larger.set(this.#words)
    this.#words = larger
  }
}
