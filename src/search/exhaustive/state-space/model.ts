/** What exhaustive search needs of a model; states are opaque to it. */
import type { Frontier } from './frontier.ts'

/**
 * Receives a state and the choices that lead to it; may be given the same objects every time.
 * While it runs it may ask `fingerprint` and `broken` of that state.
 */
export type Visit<S> = (state: S, choices: readonly number[]) => void

/**
 * A state space. Everything must be deterministic: asked twice of the same state, each function
 * gives the same answers in the same order, for a path is rebuilt by walking it again.
 */
export interface Model<S> {
  /** Visits each initial state. */
  initial(visit: Visit<S>): void
  /** Visits all states one action away, in a fixed order. `state` stays as it is meanwhile. */
  forEachSuccessor(state: S, visit: Visit<S>): void
  /**
   * Writes 64 bits, as two halves, that are the same for states that need not be distinguished:
   * equal ones, and under symmetry all that have the same canonical representative.
   */
  fingerprint(state: S, into: Uint32Array): void
  /** Bit `p` is set when property `p` is broken here. Asked once per distinct state. */
  broken(state: S): number
  /** Where states wait to be expanded. Absent: in a list of references. */
  frontier?(): Frontier<S>
}
