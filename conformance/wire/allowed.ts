/**
 * What legitimately differs between the model and real brokers.
 *
 * Data, not code: where an answer differs as a row says, that is no divergence. A row that a run of
 * at least {@link sequencesMin} sequences never needed fails the run: it says something that is not
 * so any more.
 */
import type { Divergence } from './play.ts'

/** One difference. */
export interface Allowed {
  readonly name: string
  /** Of which brokers: what their versions begin with. */
  readonly versions: readonly string[]
  readonly reason: string
  matches(divergence: Divergence): boolean
}

/** Fewer sequences may well go without a rare row. */
export const sequencesMin = 5000

/** All of them: at present none. */
export const allowed: readonly Allowed[] = []
