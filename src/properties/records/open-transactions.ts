/** What lies in a transaction counts when that is committed, and never if it is aborted. */
import type { RecordPlace } from './partition-records.ts'

/** How a transaction ended, if it did. */
export type TransactionStatus = 'open' | 'committed' | 'aborted'

/** A record whose effect lies in a transaction. */
export interface WaitingEffect {
  readonly transaction: number
  readonly place: RecordPlace
  readonly offset: number
  readonly member: string
  /** Whether its processing is at its end too. */
  readonly done: boolean
  /** The log was cut back below it: it speaks of a record that is no more. */
  readonly stale: boolean
}

/** An offset that the external store keeps once its transaction is committed. */
export interface WaitingSave {
  readonly transaction: number
  readonly place: RecordPlace
  readonly offset: number
  readonly member: string
}

/** What lies in transactions, and which ended. Entries are replaced, never changed. */
export interface Waiting {
  readonly effects: WaitingEffect[]
  readonly saves: WaitingSave[]
  readonly committed: number[]
  readonly aborted: number[]
}

type Ended = { readonly [K in 'committed' | 'aborted']: readonly number[] }

/** Nothing waits. */
export function createWaiting(): Waiting {
  return { effects: [], saves: [], committed: [], aborted: [] }
}

/** Forgets the run. */
export function resetWaiting(waiting: Waiting): void {
  clear(waiting.effects)
  clear(waiting.saves)
  clear(waiting.committed)
  clear(waiting.aborted)
}

/** To set a length is slow even where it changes nothing, and most runs have no transactions. */
function clear(list: unknown[]): void {
  if (list.length > 0) list.length = 0
}

/** Where a transaction stands. */
export function statusOf(waiting: Ended, transaction: number): TransactionStatus {
  if (waiting.committed.includes(transaction)) return 'committed'
  return waiting.aborted.includes(transaction) ? 'aborted' : 'open'
}

/** Whether what was written in the transaction (null: outside any) counts already. */
export function stands(waiting: Waiting, transaction: number | null): boolean {
  return transaction === null || waiting.committed.includes(transaction)
}

/** The member's latest effect of the record that lies in a transaction, if there is one. */
export function waitingEffect(
  waiting: Waiting,
  place: RecordPlace,
  offset: number,
  member: string,
): WaitingEffect | undefined {
  for (let i = waiting.effects.length - 1; i >= 0; i--) {
    const effect = waiting.effects[i]
    if (effect === undefined || effect.offset !== offset || effect.stale) continue
    if (effect.place === place && effect.member === member) return effect
  }
  return undefined
}

/** The log was cut back: effects on what was above belong to no record any more. */
export function cutWaiting(waiting: Waiting, place: RecordPlace, offset: number): void {
  const { effects } = waiting
  for (let i = 0; i < effects.length; i++) {
    const effect = effects[i]
    if (effect === undefined || effect.place !== place || effect.offset < offset) continue
    effects[i] = { ...effect, stale: true }
  }
}

/** The processing of the record whose effect that is has come to its end too. */
export function doneInTransaction(waiting: Waiting, effect: WaitingEffect): void {
  if (effect.done) return
  const { transaction, place, offset, member, stale } = effect
  const at = waiting.effects.lastIndexOf(effect)
  waiting.effects[at] = { transaction, place, offset, member, done: true, stale }
}
