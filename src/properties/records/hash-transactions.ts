/**
 * Transactions as a field, and what verdicts depend on in them.
 *
 * What was written in a transaction that may yet be committed matters, in the order in which it
 * was. Of one that never will be, only this is left: its member may still come to the end of a
 * record whose effect is void, and that does not make the record done; and it may still send
 * offsets to that transaction.
 */
import type { Asked } from '../state/asked.ts'
import type { Field } from '../state/field.ts'
import { fieldSet, type SavedFields } from '../state/field-set.ts'
import {
  addPart,
  createHash,
  createSum,
  type Hash,
  hashBoth,
  hashNumber,
  hashText,
} from '../state/hash.ts'
import { labels } from '../state/lists.ts'
import type { RecordEntry } from './partition-records.ts'
import {
  type PendingEffect,
  type PendingSave,
  statusOf,
  type Transactions,
} from './transactions.ts'

const lists = fieldSet<Transactions>({
  effects: labels<PendingEffect>(),
  saves: labels<PendingSave>(),
  committed: labels<number>(),
  aborted: labels<number>(),
})

type SavedTransactions = { readonly [K in keyof Transactions]: Readonly<Transactions[K]> }

/** What lies in transactions, and which ended. */
export function transactionsField(): Field<Transactions, SavedFields> {
  return {
    fresh: lists.fresh,
    clear: lists.clear,
    save: (transactions, last) => lists.save(transactions, last, 0),
    restore: (saved, transactions) => {
      lists.restore(saved, transactions)
      return transactions
    },
    // Lists are saved as lists.
    hash: (saved, asked, into) =>
      hashTransactions(saved as unknown as SavedTransactions, asked, into),
  }
}

/** What a part is about, so that none is taken for another. */
const about = { committed: 1, aborted: 2, effect: 3, void: 4, save: 5, copy: 6 } as const

function hashTransactions(transactions: SavedTransactions, asked: Asked, into: Hash): boolean {
  const { effects, saves, committed, aborted } = transactions
  if (effects.length + saves.length + committed.length + aborted.length === 0) return false
  const sum = createSum()
  const known = (transaction: number) => asked.names.transaction(transaction)
  for (const one of committed) add(sum, about.committed, known(one))
  for (const one of aborted) add(sum, about.aborted, known(one))
  for (let i = 0; i < effects.length; i++) addEffect(transactions, i, asked, sum)
  for (let i = 0; i < saves.length; i++) {
    const { transaction, entry, offset } = saves[i] as PendingSave
    const name = known(transaction)
    if (name < 0 || statusOf(transactions, transaction) !== 'open') continue
    add(sum, about.save, name, rank(saves, i), partitionName(entry, asked), offset)
  }
  hashBoth(into, sum)
  return true
}

function addEffect(transactions: SavedTransactions, at: number, asked: Asked, sum: Hash): void {
  const { effects } = transactions
  const effect = effects[at] as PendingEffect
  const { transaction, entry, offset, done, stale } = effect
  const status = statusOf(transactions, transaction)
  if (stale || status === 'committed') return
  const [name, member] = [asked.names.transaction(transaction), asked.names.member(effect.member)]
  const partition = partitionName(entry, asked)
  if (effect.output !== null) {
    const known = [name, rank(effects, at), partition, offset] as const
    if (status === 'open') addCopy(sum, effect.output.place, known)
  } else if (status === 'open' && name >= 0) {
    add(sum, about.effect, name, rank(effects, at), partition, offset, member, done ? 1 : 0)
  } else if (member >= 0 && isLatest(effects, at)) {
    add(sum, about.void, status === 'open' ? 1 : 0, partition, offset, member, name)
  }
}

function addCopy(sum: Hash, place: string, known: readonly [name: number, ...number[]]): void {
  if (known[0] < 0) return
  const part = createHash()
  hashNumber(part, about.copy)
  for (const value of known) hashNumber(part, value)
  hashText(part, place)
  addPart(sum, part)
}

/** How many entries of the same transaction come before it. */
function rank(entries: readonly { readonly transaction: number }[], at: number): number {
  let before = 0
  for (let i = 0; i < at; i++) if (entries[i]?.transaction === entries[at]?.transaction) before++
  return before
}

/** Whether its member has written no later effect of the record in any transaction. */
function isLatest(effects: readonly PendingEffect[], at: number): boolean {
  const { entry, offset, member } = effects[at] as PendingEffect
  for (let i = at + 1; i < effects.length; i++) {
    const later = effects[i]
    if (later?.entry === entry && later.offset === offset && later.member === member) {
      if (!later.stale && later.output === null) return false
    }
  }
  return true
}

function partitionName({ topic, partition }: RecordEntry, { names }: Asked): number {
  return names.partition(topic, partition)
}

/** Nothing of what has no name any more. */
function add(sum: Hash, what: number, name: number, ...rest: readonly number[]): void {
  if (name < 0) return
  const part = createHash()
  hashNumber(part, what)
  hashNumber(part, name)
  for (const value of rest) hashNumber(part, value)
  addPart(sum, part)
}
