/** What lies in a transaction counts when that is committed, and never if it is aborted. */
import type { Output, RecordEntry } from './partition-records.ts'

/** How a transaction ended, if it did. */
export type TransactionStatus = 'open' | 'committed' | 'aborted'

/** A record whose effect lies in a transaction. */
export interface PendingEffect {
  readonly transaction: number
  readonly entry: RecordEntry
  readonly offset: number
  readonly member: string
  /** Whether its processing is at its end too. */
  readonly done: boolean
  /** The log was cut back below it: it speaks of a record that is no more. */
  readonly stale: boolean
  /** It is a copy in another place; null: it is an effect. */
  readonly output: Omit<Output, 'by'> | null
}

/** An offset that the external store keeps once its transaction is committed. */
export interface PendingSave {
  readonly transaction: number
  readonly entry: RecordEntry
  readonly offset: number
  readonly member: string
}

/** What lies in transactions, and which ended. Entries are replaced, never changed. */
export interface Transactions {
  readonly effects: PendingEffect[]
  readonly saves: PendingSave[]
  readonly committed: number[]
  readonly aborted: number[]
}

type Ended = { readonly [K in 'committed' | 'aborted']: readonly number[] }

/** Where a transaction stands. */
export function statusOf(transactions: Ended, transaction: number): TransactionStatus {
  if (transactions.committed.includes(transaction)) return 'committed'
  return transactions.aborted.includes(transaction) ? 'aborted' : 'open'
}

/** Whether what was written in the transaction (null: outside any) counts already. */
export function stands(transactions: Transactions, transaction: number | null): boolean {
  return transaction === null || transactions.committed.includes(transaction)
}

/** The member's latest effect of the record that lies in a transaction, if there is one. */
export function pendingEffect(
  transactions: Transactions,
  entry: RecordEntry,
  offset: number,
  member: string,
): PendingEffect | undefined {
  for (let i = transactions.effects.length - 1; i >= 0; i--) {
    const effect = transactions.effects[i]
    if (effect === undefined || effect.offset !== offset || effect.stale) continue
    if (effect.output !== null) continue
    if (effect.entry === entry && effect.member === member) return effect
  }
  return undefined
}

/** The log was cut back: effects on what was above belong to no record any more. */
export function cutEffects(transactions: Transactions, entry: RecordEntry, offset: number): void {
  const { effects } = transactions
  for (let i = 0; i < effects.length; i++) {
    const effect = effects[i]
    if (effect === undefined || effect.entry !== entry || effect.offset < offset) continue
    effects[i] = { ...effect, stale: true }
  }
}

/** The processing of the record whose effect that is has come to its end too. */
export function doneInTransaction(transactions: Transactions, effect: PendingEffect): void {
  if (effect.done) return
  const at = transactions.effects.lastIndexOf(effect)
  transactions.effects[at] = { ...effect, done: true }
}
