/**
 * Evidence of losses: who held a record, who let it go, what passed it.
 *
 * A loss has three parts, in any order: an offset passed the record, its last holder was out of
 * reach (or let it go), and the next owner started beyond it. It is certain with the last part.
 * That a record is lost is known without it; it tells how and when, so it is nothing but a label.
 */
import type { Field } from '../state/field.ts'

/** The holder goes on without it: it need not lose the partition for the record to be gone. */
export const LET_GO = 1
/** Its processing failed. */
export const FAILED = 2
/** Given up on purpose. */
export const SKIPPED = 4
/** Processed in a transaction that was aborted. */
export const ROLLED_BACK = 8

/** The evidence in a partition. Event numbers; -1: not so far. Valid below `touched` only. */
export interface LossEvidence {
  /** What the offset that decides had passed when it was looked at last. */
  passed: number
  /** Whether that was the store's. */
  byStore: boolean
  /** Who was returned the record by poll last; valid where somebody was. */
  readonly holders: string[]
  /** One past the highest offset with an entry below. */
  touched: number
  flags: Uint8Array
  /** The committed offset (or the store's) passed it. */
  passedAt: Int32Array
  /** Its last holder let it go or was out. */
  endedAt: Int32Array
  /** The next owner started beyond it. */
  beyondAt: Int32Array
}

function createEvidence(): LossEvidence {
  return { passed: -1, byStore: false, holders: [], touched: 0, ...arrays(64) }
}

function arrays(length: number) {
  return {
    flags: new Uint8Array(length),
    passedAt: new Int32Array(length).fill(-1),
    endedAt: new Int32Array(length).fill(-1),
    beyondAt: new Int32Array(length).fill(-1),
  }
}

function clearEvidence(evidence: LossEvidence): void {
  evidence.passed = -1
  evidence.byStore = false
  cutEvidence(evidence, 0)
}

/** The log was cut back: of the records from there on nothing is known. */
export function cutEvidence(evidence: LossEvidence, offset: number): void {
  if (evidence.touched <= offset) return
  evidence.flags.fill(0, offset, evidence.touched)
  evidence.passedAt.fill(-1, offset, evidence.touched)
  evidence.endedAt.fill(-1, offset, evidence.touched)
  evidence.beyondAt.fill(-1, offset, evidence.touched)
  evidence.touched = offset
}

/** Makes the offset's entries writable. */
export function touch(evidence: LossEvidence, offset: number): void {
  if (offset < evidence.touched) return
  evidence.touched = offset + 1
  if (offset < evidence.flags.length) return
  const wider = arrays(Math.max(offset + 1, evidence.flags.length * 2))
  wider.flags.set(evidence.flags)
  wider.passedAt.set(evidence.passedAt)
  wider.endedAt.set(evidence.endedAt)
  wider.beyondAt.set(evidence.beyondAt)
  Object.assign(evidence, wider)
}

/** Somebody has the record in reach again: whatever ended before does not matter. */
export function inReach(evidence: LossEvidence, offset: number, holder: string): void {
  evidence.holders[offset] = holder
  if (offset >= evidence.touched) return
  evidence.endedAt[offset] = -1
  evidence.beyondAt[offset] = -1
  evidence.flags[offset] = (evidence.flags[offset] ?? 0) & ~LET_GO
}

/** The member no longer has the record in its hands, if it was the one that held it. */
export function leftHands(
  evidence: LossEvidence,
  offset: number,
  member: string,
  flags: number,
  index: number,
): void {
  if (evidence.holders[offset] !== member) return
  touch(evidence, offset)
  evidence.flags[offset] = (evidence.flags[offset] ?? 0) | flags
  if ((evidence.endedAt[offset] ?? -1) < 0) evidence.endedAt[offset] = index
}

/** The event with which the loss of an unfinished record was certain; -1: only with the end. */
export function lostAt(evidence: LossEvidence, offset: number): number {
  if (offset >= evidence.touched) return -1
  const passed = evidence.passedAt[offset] ?? -1
  const held = evidence.endedAt[offset] ?? -1
  const letGo = ((evidence.flags[offset] ?? 0) & LET_GO) !== 0
  return Math.max(passed, held, letGo ? -1 : (evidence.beyondAt[offset] ?? -1))
}

interface SavedEvidence {
  readonly passed: number
  readonly byStore: boolean
  readonly holders: readonly string[]
  readonly touched: number
  readonly flags: Uint8Array
  readonly passedAt: Int32Array
  readonly endedAt: Int32Array
  readonly beyondAt: Int32Array
}

/** Evidence of losses in a partition, as a field; null is saved where there is none. */
export function lossEvidence(): Field<LossEvidence> {
  return field
}

const field: Field<LossEvidence, SavedEvidence | null> = {
  fresh: createEvidence,
  clear: clearEvidence,
  save: (evidence, _, end) => saveEvidence(evidence, end),
  restore: (saved, evidence) => {
    restoreEvidence(evidence, saved)
    return evidence
  },
  hash: () => false,
}

function saveEvidence(evidence: LossEvidence, end: number): SavedEvidence | null {
  const { passed, byStore, touched, holders } = evidence
  if (holders.length === 0 && touched === 0 && passed === -1 && !byStore) return null
  return {
    ...{ passed, byStore, touched, holders: holders.slice(0, end) },
    flags: evidence.flags.slice(0, touched),
    passedAt: evidence.passedAt.slice(0, touched),
    endedAt: evidence.endedAt.slice(0, touched),
    beyondAt: evidence.beyondAt.slice(0, touched),
  }
}

function restoreEvidence(evidence: LossEvidence, saved: SavedEvidence | null): void {
  clearEvidence(evidence)
  if (saved === null) return
  evidence.passed = saved.passed
  evidence.byStore = saved.byStore
  for (let at = 0; at < saved.holders.length; at++) evidence.holders[at] = saved.holders[at] ?? ''
  if (saved.touched === 0) return
  touch(evidence, saved.touched - 1)
  evidence.flags.set(saved.flags)
  evidence.passedAt.set(saved.passedAt)
  evidence.endedAt.set(saved.endedAt)
  evidence.beyondAt.set(saved.beyondAt)
}
