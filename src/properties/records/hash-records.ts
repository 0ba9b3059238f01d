/**
 * Saves and restores the ledger, and says what verdicts depend on in it.
 *
 * Left out of the fingerprint: whose effect was the first, the trails (both only tell a story), in
 * which order partitions were mentioned, and whatever the chosen properties do not read. Whatever
 * lies in a transaction counts as long as the transaction may be committed.
 */
import { type Asked, both, facets, type Kept, kept } from '../kept.ts'
import { type Lanes, mix } from '../lanes.ts'
import type { KeptPlace, Place, Places } from '../state/partition-table.ts'
import { keepPlaces } from '../state/per-partition.ts'
import { keepWaiting } from './hash-transactions.ts'
import { clearTrail, type Trail, touch } from './loss-evidence.ts'
import type { Waiting } from './open-transactions.ts'
import { type Account, DONE, POLLED } from './partition-records.ts'

/** The ledger's keeper. */
export function keepLedger(places: Places<Account>, waiting: Waiting): Kept {
  return kept(both(keepPlaces(places, { copy, load, mix: mixAccount }), keepWaiting(waiting)))
}

interface KeptAccount {
  readonly owedFrom: number
  readonly committed: number
  readonly everCommitted: boolean
  readonly stored: number
  readonly position: number
  readonly effectBy: readonly string[]
  readonly trail: KeptTrail | null
}

const NOBODY: readonly string[] = []

function copy(account: Account, { end }: Place<Account>): KeptAccount {
  const { owedFrom, committed, everCommitted, stored, position, effectBy, trail } = account
  const by = effectBy.length === 0 ? NOBODY : effectBy.slice(0, end)
  const trails = copyTrail(trail, end)
  return { owedFrom, committed, everCommitted, stored, position, effectBy: by, trail: trails }
}

function load(account: Account, saved: KeptAccount): void {
  account.owedFrom = saved.owedFrom
  account.committed = saved.committed
  account.everCommitted = saved.everCommitted
  account.stored = saved.stored
  account.position = saved.position
  for (let at = 0; at < saved.effectBy.length; at++) {
    account.effectBy[at] = saved.effectBy[at] ?? ''
  }
  loadTrail(account.trail, saved.trail)
}

interface KeptTrail {
  readonly passed: number
  readonly byStore: boolean
  readonly holders: readonly string[]
  readonly touched: number
  readonly flags: Uint8Array
  readonly passedAt: Int32Array
  readonly endedAt: Int32Array
  readonly beyondAt: Int32Array
}

/** Null: as it was at the start, or nobody follows it. */
function copyTrail(trail: Trail, end: number): KeptTrail | null {
  const { passed, byStore, touched, holders } = trail
  if (holders.length === 0 && touched === 0 && passed === -1 && !byStore) return null
  return {
    ...{ passed, byStore, touched, holders: holders.slice(0, end) },
    flags: trail.flags.slice(0, touched),
    passedAt: trail.passedAt.slice(0, touched),
    endedAt: trail.endedAt.slice(0, touched),
    beyondAt: trail.beyondAt.slice(0, touched),
  }
}

function loadTrail(trail: Trail, saved: KeptTrail | null): void {
  clearTrail(trail)
  if (saved === null) return
  trail.passed = saved.passed
  trail.byStore = saved.byStore
  for (let at = 0; at < saved.holders.length; at++) trail.holders[at] = saved.holders[at] ?? ''
  if (saved.touched === 0) return
  touch(trail, saved.touched - 1)
  trail.flags.set(saved.flags)
  trail.passedAt.set(saved.passedAt)
  trail.endedAt.set(saved.endedAt)
  trail.beyondAt.set(saved.beyondAt)
}

/** A mark in each of the four bytes of a number of packed marks. */
const EACH = 0x01010101

function mixAccount(place: KeptPlace<KeptAccount>, asked: Asked, part: Lanes): boolean {
  const { reads } = asked
  const mask = Math.imul(reads & 0xff, EACH)
  let says = false
  for (let at = 0; at < place.marks.length; at++) {
    const marks = essential(place.marks[at] ?? 0) & mask
    if (marks === 0) continue
    says = true
    mix(part, at)
    mix(part, marks)
  }
  return mixOffsets(place.data, asked, part) || says
}

/** What is done was handed out, or need not be; one bit need not be told by the other. */
function essential(marks: number): number {
  return marks & ~((marks & Math.imul(DONE, EACH)) << (POLLED_BIT - DONE_BIT))
}

const POLLED_BIT = Math.log2(POLLED)
const DONE_BIT = Math.log2(DONE)

/** Where it is read from: as {@link readAgainFrom} looks at it, and nothing that it overlooks. */
function mixOffsets(data: KeptAccount, { reads, offsetsVanish }: Asked, part: Lanes): boolean {
  if ((reads & facets.offsets) === 0) return false
  mix(part, data.owedFrom)
  mix(part, data.stored)
  const committed = data.stored >= 0 ? -1 : data.committed
  mix(part, committed)
  const mayStart = data.stored < 0 && (offsetsVanish || data.committed < 0)
  const position = mayStart ? data.position : -1
  mix(part, position)
  const ever = (reads & facets.everCommitted) !== 0 && data.stored < 0 && data.everCommitted
  mix(part, ever ? 1 : 0)
  return data.owedFrom >= 0 || data.stored >= 0 || committed >= 0 || position >= 0 || ever
}
