/**
 * The record state: which records the group owed, which are finished, and what the offsets say.
 *
 * *Owed*: produced, not aborted upstream, at or after the group's first start position in the
 * partition; in a partition that was added while the group was subscribed, from its first record on
 * (KIP-842: what comes before the group has noticed it is jumped over with `latest`). A record that
 * the broker lost (the log end was cut back) is owed no more; one that retention deleted still is.
 * *Finished*: processed to the end or, counted by effect, its effect stands; inside a transaction
 * neither counts before the commit. A record that was handed on (to a dead letter queue, to an
 * output topic) is finished both ways; that is no effect, so that one besides does not make two,
 * but a second copy in the same place does: whoever reads there has it twice. A copy that comes
 * back to the program (from a retry topic) is owed like any record. Its effect is that of the
 * record that it is a copy of, which has no second one, and which others may have overtaken.
 */
import type { EventOf } from '../../model/history.ts'
import type { Handlers } from '../deliveries.ts'
import { sharedState } from '../frame/shared-state.ts'
import type { Fields } from '../state/field.ts'
import { entryOf, type PartitionTable, touchEntry } from '../state/partition-table.ts'
import { perPartition } from '../state/per-partition.ts'
import { bitsOf, cutBack, isStale, noteDelivered, setBits } from '../state/record-bits.ts'
import { flag, scratch } from '../state/values.ts'
import { countCopy, type LookAtCopy } from './copies.ts'
import { hashRecords } from './hash-records.ts'
import { transactionsField } from './hash-transactions.ts'
import {
  ABORTED,
  DONE,
  EFFECTIVE,
  type PartitionFacts,
  POLLED,
  PRODUCED,
  partitionFields,
  REPEATED,
  type RecordEntry,
  STARTED,
} from './partition-records.ts'
import {
  cutEffects,
  doneInTransaction,
  pendingEffect,
  stands,
  type Transactions,
} from './transactions.ts'

/** Looks at an effect of a record that counts with the event of that number. */
export type LookAtEffect = (
  entry: RecordEntry,
  offset: number,
  member: string,
  index: number,
) => void

/** What is known of records. */
export interface RecordState {
  readonly partitions: PartitionTable<PartitionFacts>
  readonly transactions: Transactions
  /** Who looks at the first effect of a record, and who at its second. */
  readonly first: LookAtEffect[]
  readonly second: LookAtEffect[]
  readonly copied: LookAtCopy[]
  /** Whether a member has joined the group: it is subscribed. */
  joined: boolean
  /** Whether this `processing-started` was of a record that had been started before. */
  restarted: boolean
}

const fields: Fields<RecordState> = {
  partitions: perPartition(partitionFields, { hash: hashRecords }),
  transactions: transactionsField(),
  first: scratch<LookAtEffect[]>(() => []),
  second: scratch<LookAtEffect[]>(() => []),
  copied: scratch<LookAtCopy[]>(() => []),
  joined: flag(false),
  restarted: scratch<boolean>(() => false),
}

/** The record state: what nearly all properties ask for, followed once for all of them. */
export const recordState = sharedState<RecordState>({
  state: fields,
  on: ({ own }) => handlers(own),
})

// Each handler reads the event's partition itself: a helper that took events of every kind would
// look their fields up, not load them.
function handlers(state: RecordState): Handlers {
  const { partitions, transactions } = state
  return {
    produced: ({ topic, partition, offset, aborted, copyOf }) => {
      const entry = entryOf(partitions, topic, partition)
      setBits(entry, offset, aborted ? PRODUCED | ABORTED : PRODUCED)
      if (copyOf !== undefined) entry.data.origins[offset] = copyOf
    },
    'truncated-to': ({ topic, partition, offset }) => {
      const entry = entryOf(partitions, topic, partition)
      cutBack(entry, offset)
      cutEffects(transactions, entry, offset)
    },
    joined: () => {
      state.joined = true
    },
    fault: ({ fault, detail }) => {
      if (fault !== 'partition-added' || !state.joined) return
      const at = detail.lastIndexOf('-')
      const { data } = entryOf(partitions, detail.slice(0, at), Number(detail.slice(at + 1)))
      if (data.owedFrom < 0) data.owedFrom = 0
    },
    position: ({ topic, partition, offset, reason }) => {
      const { data } = entryOf(partitions, topic, partition)
      data.position = offset
      if (data.owedFrom < 0 && reason !== 'truncation') data.owedFrom = offset
    },
    polled: ({ topic, partition, member, offsets }) => {
      const entry = entryOf(partitions, topic, partition)
      if (entry.data.owedFrom < 0) entry.data.owedFrom = offsets[0] ?? -1
      for (let i = 0; i < offsets.length; i++) setBits(entry, offsets[i] ?? 0, POLLED)
      noteDelivered(entry, member, offsets)
    },
    'processing-started': ({ topic, partition, member, offset }) => {
      const entry = entryOf(partitions, topic, partition)
      const stale = isStale(entry, member, offset)
      state.restarted = !stale && (bitsOf(entry, offset) & STARTED) !== 0
      if (!stale) setBits(entry, offset, STARTED)
    },
    effect: (event, index) => effect(state, event, index),
    'processing-done': ({ topic, partition, member, offset }) => {
      done(transactions, entryOf(partitions, topic, partition), member, offset)
    },
    'handed-on': (event, index) => handedOn(state, event, index),
    'commit-applied': ({ topic, partition, offset }) => {
      const { data } = entryOf(partitions, topic, partition)
      data.committed = offset
      data.everCommitted = true
    },
    'committed-offset-lost': ({ topic, partition, offset }) => {
      entryOf(partitions, topic, partition).data.committed = offset ?? -1
    },
    'store-saved': ({ topic, partition, offset, member, transaction }) => {
      const entry = entryOf(partitions, topic, partition)
      if (transaction === null || stands(transactions, transaction)) entry.data.stored = offset
      else transactions.saves.push({ transaction, entry, offset, member })
    },
    'transaction-committed': (event, index) => transactionCommitted(state, event, index),
    'transaction-aborted': ({ transaction }) => {
      transactions.aborted.push(transaction)
    },
  }
}

function effect(state: RecordState, event: EventOf<'effect'>, index: number): void {
  const { topic, partition, offset, member, transaction } = event
  const entry = entryOf(state.partitions, topic, partition)
  if (isStale(entry, member, offset)) return
  if (transaction === null || stands(state.transactions, transaction)) {
    count(state, entry, offset, member, index)
  } else {
    const pending = { transaction, entry, offset, member, done: false, stale: false, output: null }
    state.transactions.effects.push(pending)
  }
}

function handedOn(state: RecordState, event: EventOf<'handed-on'>, index: number): void {
  const { topic, partition, offset, member, toTopic, key = '', transaction = null } = event
  const entry = entryOf(state.partitions, topic, partition)
  if (isStale(entry, member, offset)) return
  const output = { place: key === '' ? toTopic : `${toTopic} ${key}`, topic: toTopic }
  if (transaction === null || stands(state.transactions, transaction)) {
    countCopy(state.copied, entry, offset, { ...output, by: member }, index)
  } else {
    const pending = { transaction, entry, offset, member, done: true, stale: false, output }
    state.transactions.effects.push(pending)
  }
}

function count(
  state: RecordState,
  entry: RecordEntry,
  offset: number,
  member: string,
  index: number,
): void {
  const origin = entry.data.origins[offset]
  if (origin !== undefined) {
    setBits(entry, offset, EFFECTIVE)
    const { topic, partition } = origin
    count(state, entryOf(state.partitions, topic, partition), origin.offset, member, index)
    return
  }
  const { first, second } = state
  const bits = bitsOf(entry, offset)
  if ((bits & EFFECTIVE) === 0) {
    entry.data.effectBy[offset] = member
    setBits(entry, offset, EFFECTIVE)
    for (let i = 0; i < first.length; i++) first[i]?.(entry, offset, member, index)
  } else if ((bits & REPEATED) === 0) {
    setBits(entry, offset, REPEATED)
    for (let i = 0; i < second.length; i++) second[i]?.(entry, offset, member, index)
  }
}

function done(
  transactions: Transactions,
  entry: RecordEntry,
  member: string,
  offset: number,
): void {
  if (isStale(entry, member, offset)) return
  const pending =
    transactions.effects.length === 0
      ? undefined
      : pendingEffect(transactions, entry, offset, member)
  if (pending !== undefined) doneInTransaction(transactions, pending)
  if (pending === undefined || stands(transactions, pending.transaction))
    setBits(entry, offset, DONE)
}

function transactionCommitted(
  state: RecordState,
  { transaction }: EventOf<'transaction-committed'>,
  index: number,
): void {
  const { transactions } = state
  transactions.committed.push(transaction)
  for (const pending of transactions.effects) {
    if (pending.transaction !== transaction || pending.stale) continue
    touchEntry(pending.entry)
    if (pending.output !== null) {
      const copy = { ...pending.output, by: pending.member }
      countCopy(state.copied, pending.entry, pending.offset, copy, index)
      continue
    }
    count(state, pending.entry, pending.offset, pending.member, index)
    if (pending.done) setBits(pending.entry, pending.offset, DONE)
  }
  for (const save of transactions.saves) {
    if (save.transaction !== transaction) continue
    touchEntry(save.entry)
    save.entry.data.stored = save.offset
  }
}
