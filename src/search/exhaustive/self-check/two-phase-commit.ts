/**
 * Two-phase commit, as a model whose number of states is published: the search checks itself.
 *
 * Behaviour: a transaction manager (TM) and some resource managers (RM) decide together whether a
 * transaction commits. An RM prepares and says so, or aborts by itself; the TM commits once it has
 * received from all that they are prepared, or aborts at any time; RMs do what it decides. Messages
 * are never lost, never consumed, and arrive in any order.
 * Left out: nothing of the specification. Source: the specification in Gray and Lamport, "Consensus
 * on Transaction Commit", of which other model checkers publish these counts of states: 288 with 3
 * RMs, 8,832 with 5, 296,448 with 7. Their 665 with 5 RMs that are interchangeable is the count of
 * a depth-first search which sorts by status alone; there are 314 states up to renaming.
 */
import { assert } from '../../../model/assert.ts'
import { packedFrontier } from '../state-space/frontier.ts'
import { hashWords } from '../state-space/hash-words.ts'
import type { Model, Visit } from '../state-space/model.ts'

/** What is judged, by number; all but the first are false on purpose. */
export const twoPhaseCommitProperties = [
  /** No RM has committed while another has aborted: what the protocol is for. */
  'consistent',
  /** Broken once they all did. */
  'not-all-committed',
  /** Broken once they all did. */
  'not-all-aborted',
  /** Broken by the first RM that gives up by itself. */
  'nobody-aborts',
] as const

const working = 0
const prepared = 1
const committed = 2
const aborted = 3

/** Words of a state: status of the RMs, two bits each; ... */
const rmWord = 0
/** ... who is known to the TM to be prepared, and, from bit 16 on, who has sent that; ... */
const bitsWord = 1
/** ... the TM: nothing, or what it decided, which is also the message it has sent. */
const tmWord = 2
const words = 3
const sentShift = 16
const rmsMax = 16

/**
 * Which states are one. `by-status`: those that are equal once the RMs are sorted by their status,
 * as published; what else belongs to an RM then still tells some apart, and how many are met
 * depends on the order of the search. `full`: all that differ in the names of RMs only.
 */
export type Symmetry = 'none' | 'by-status' | 'full'

/** The model; at most 16 RMs. */
export function twoPhaseCommit(rms: number, symmetry: Symmetry = 'none'): Model<Uint32Array> {
  assert(rms >= 1 && rms <= rmsMax, 'two-phase commit takes 1 to 16 resource managers')
  const next = new Uint32Array(words)
  const representative = new Uint32Array(words)
  return {
    initial: (visit) => visit(next.fill(0), []),
    forEachSuccessor: (state, visit) => forEachAction(state, next, rms, visit),
    fingerprint: (state, into) => {
      if (symmetry !== 'none') sortRms(state, representative, rms, symmetry === 'full')
      hashWords(symmetry === 'none' ? state : representative, into)
    },
    broken: (state) => brokenIn(state[rmWord] ?? 0, rms),
    frontier: () => packedFrontier(words),
  }
}

/** A choice per action, by number: what the TM does, then what each RM does. */
const choices: readonly (readonly number[])[] = Array.from({ length: 2 + 5 * rmsMax }, (_, i) => [
  i,
])

function forEachAction(
  state: Uint32Array,
  next: Uint32Array,
  rms: number,
  visit: Visit<Uint32Array>,
): void {
  const [status, bits, tm] = [state[rmWord] ?? 0, state[bitsWord] ?? 0, state[tmWord] ?? 0]
  const go = (action: number, newStatus: number, newBits: number, newTm: number): void => {
    next[rmWord] = newStatus
    next[bitsWord] = newBits
    next[tmWord] = newTm
    visit(next, choices[action] ?? [])
  }
  const everybody = (1 << rms) - 1
  if (tm === 0 && (bits & everybody) === everybody) go(0, status, bits, committed)
  if (tm === 0) go(1, status, bits, aborted)
  for (let rm = 0; rm < rms; rm++) {
    const [first, own] = [2 + 5 * rm, (status >>> (2 * rm)) & 3]
    const others = status & ~(3 << (2 * rm))
    const sent = 1 << (sentShift + rm)
    if (tm === 0 && (bits & sent) !== 0) go(first, status, bits | (1 << rm), tm)
    if (own === working) {
      go(first + 1, others | (prepared << (2 * rm)), bits | sent, tm)
      go(first + 2, others | (aborted << (2 * rm)), bits, tm)
    }
    if (tm === committed) go(first + 3, others | (committed << (2 * rm)), bits, tm)
    if (tm === aborted) go(first + 4, others | (aborted << (2 * rm)), bits, tm)
  }
}

function brokenIn(status: number, rms: number): number {
  let [commits, aborts] = [0, 0]
  for (let rm = 0; rm < rms; rm++) {
    const own = (status >>> (2 * rm)) & 3
    if (own === committed) commits++
    if (own === aborted) aborts++
  }
  return (
    (commits > 0 && aborts > 0 ? 1 : 0) |
    (commits === rms ? 2 : 0) |
    (aborts === rms ? 4 : 0) |
    (aborts > 0 ? 8 : 0)
  )
}

/** The state with its RMs in order of their status and, if asked for, of their bits. */
function sortRms(state: Uint32Array, into: Uint32Array, rms: number, byBits: boolean): void {
  const [status, bits] = [state[rmWord] ?? 0, state[bitsWord] ?? 0]
  const owns: number[] = []
  for (let rm = 0; rm < rms; rm++) {
    const own = (status >>> (2 * rm)) & 3
    owns.push((own << 2) | (((bits >>> rm) & 1) << 1) | ((bits >>> (sentShift + rm)) & 1))
  }
  // Sorting is stable: without their bits, those of one status stay in their order.
  const ignored = byBits ? 0 : 2
  owns.sort((a, b) => (a >>> ignored) - (b >>> ignored))
  let [newStatus, newBits] = [0, 0]
  owns.forEach((own, place) => {
    newStatus |= (own >>> 2) << (2 * place)
    newBits |= (((own >>> 1) & 1) << place) | ((own & 1) << (sentShift + place))
  })
  into[rmWord] = newStatus
  into[bitsWord] = newBits
  into[tmWord] = state[tmWord] ?? 0
}
