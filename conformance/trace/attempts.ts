/**
 * In which ways a path is looked for, one after another: what does not help soon mostly does not
 * help, and something else does.
 */
import { type Allowance, allowances } from './allowed.ts'

/** One way to search. */
export interface Attempt {
  /** With fewer orders of independent events: paths are found sooner, not that there is none. */
  readonly reduce: boolean
  /** The steps beyond the model. */
  readonly allowed: readonly Allowance[]
  /**
   * Whether a session that lapsed over a frozen member is tried before all else: some traces are
   * found at once with it, and some at once without it.
   */
  readonly lapsesFirst: boolean
  /**
   * Whether two states that differ in the time alone are the same, for programs that ask for it,
   * too. Without, whatever is tried again and again is another state each time, and a search that
   * goes deep does not come back; with it a path may be missed, and none is found that there is not.
   */
  readonly forgetsTime: boolean
  /** How much of the bounds it gets. */
  readonly share: number
}

/** What decides that there is no path. */
export const strictly: Attempt = {
  reduce: false,
  allowed: [],
  lapsesFirst: true,
  forgetsTime: false,
  share: 1,
}

const beyond: Attempt = { ...strictly, allowed: allowances }

/** With a small part of the bounds. */
export const quickly: readonly Attempt[] = [
  { ...strictly, reduce: true },
  { ...beyond, reduce: true, forgetsTime: true },
  { ...beyond, reduce: true },
  { ...beyond, reduce: true, lapsesFirst: false },
  { ...strictly },
  { ...beyond },
].map((attempt) => ({ ...attempt, share: 1 / 10 }))

export const wholly: readonly Attempt[] = [strictly, beyond, { ...beyond, lapsesFirst: false }]
