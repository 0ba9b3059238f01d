/** What lies in a transaction counts when that is committed, and never if it is aborted. */
import type { RecordPlace } from './account.ts'

/** How a transaction ended, if it did. */
export type TransactionStatus = 'open' | 'committed' | 'aborted'

/** A record whose effect lies in a transaction. */
export interface WaitingEffect {
  readonly transaction: number
  readonly place: RecordPlace
  readonly offset: number
  readonly member: string
  /** Whether its processing is at its end too. */
  done: boolean
  /** The log was cut back below it: it speaks of a record that is no more. */
  stale: boolean
}

/** An offset that the external store keeps once its transaction is committed. */
export interface WaitingSave {
  readonly transaction: number
  readonly place: RecordPlace
  readonly offset: number
  readonly member: string
}

/** What lies in transactions, and the transactions that ended. */
export interface Waiting {
  readonly effects: WaitingEffect[]
  readonly saves: WaitingSave[]
  readonly committed: number[]
  readonly aborted: number[]
}

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
export function statusOf(waiting: Waiting, transaction: number): TransactionStatus {
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
  for (const effect of waiting.effects) {
    if (effect.place === place && effect.offset >= offset) effect.stale = true
  }
}
