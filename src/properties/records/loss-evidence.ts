/**
 * The trail of records that may be lost: who held them, who let them go, what passed them.
 *
 * A loss has three parts, in any order: an offset passed the record, its last holder was out of
 * reach (or let it go), and the next owner started beyond it. It is certain with the last part.
 */
/** The holder goes on without it: it need not lose the partition for the record to be gone. */
export const LET_GO = 1
/** Its processing failed. */
export const FAILED = 2
/** Given up on purpose. */
export const SKIPPED = 4
/** Processed in a transaction that was aborted. */
export const ROLLED_BACK = 8

/** The trails of a partition. Event numbers; -1: not so far. Valid below `touched` only. */
export interface Trail {
  /** What the offset that decides had passed when it was looked at last. */
  passed: number
  /** Whether that was the store's. */
  byStore: boolean
  /** Who was handed the record last; valid where it was handed out. */
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

/** No trails. */
export function createTrail(): Trail {
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

/** Takes a trail back to what {@link createTrail} gives. */
export function clearTrail(trail: Trail): void {
  trail.passed = -1
  trail.byStore = false
  cutTrail(trail, 0)
}

/** The log was cut back: records from there on have no trail. */
export function cutTrail(trail: Trail, offset: number): void {
  if (trail.touched <= offset) return
  trail.flags.fill(0, offset, trail.touched)
  trail.passedAt.fill(-1, offset, trail.touched)
  trail.endedAt.fill(-1, offset, trail.touched)
  trail.beyondAt.fill(-1, offset, trail.touched)
  trail.touched = offset
}

/** Makes the offset's entries writable. */
export function touch(trail: Trail, offset: number): void {
  if (offset < trail.touched) return
  trail.touched = offset + 1
  if (offset < trail.flags.length) return
  const wider = arrays(Math.max(offset + 1, trail.flags.length * 2))
  wider.flags.set(trail.flags)
  wider.passedAt.set(trail.passedAt)
  wider.endedAt.set(trail.endedAt)
  wider.beyondAt.set(trail.beyondAt)
  Object.assign(trail, wider)
}

/** Somebody has the record in reach again: whatever ended before does not matter. */
export function inReach(trail: Trail, offset: number, holder: string): void {
  trail.holders[offset] = holder
  if (offset >= trail.touched) return
  trail.endedAt[offset] = -1
  trail.beyondAt[offset] = -1
  trail.flags[offset] = (trail.flags[offset] ?? 0) & ~LET_GO
}

/** The member no longer has the record in its hands, if it was the one that held it. */
export function outOfHands(
  trail: Trail,
  offset: number,
  member: string,
  flags: number,
  index: number,
): void {
  if (trail.holders[offset] !== member) return
  touch(trail, offset)
  trail.flags[offset] = (trail.flags[offset] ?? 0) | flags
  if ((trail.endedAt[offset] ?? -1) < 0) trail.endedAt[offset] = index
}

/** The event with which the loss of an unfinished record was certain; -1: only with the end. */
export function lostAt(trail: Trail, offset: number): number {
  if (offset >= trail.touched) return -1
  const passed = trail.passedAt[offset] ?? -1
  const held = trail.endedAt[offset] ?? -1
  const letGo = ((trail.flags[offset] ?? 0) & LET_GO) !== 0
  return Math.max(passed, held, letGo ? -1 : (trail.beyondAt[offset] ?? -1))
}
