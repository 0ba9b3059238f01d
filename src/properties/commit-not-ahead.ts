/**
 * Commit not ahead: no commit passes a record that was handed out and is not done.
 *
 * Asked when the commit is requested (or saved in the external store): from there on it is out of
 * the strategy's hands, and a crash at the wrong moment makes a loss of it. "Done" is by anybody:
 * to pass what another member finished is no risk. Offsets that travel in the same transaction as
 * the effects are not ahead of them, for both stand or fall together.
 *
 * A group may read topics beside the one whose records are owed (a topic of settings, of commands),
 * and do with them what is none of its work: those are judged only if it processes records of them.
 */
import type { Handlers } from './deliveries.ts'
import type { Witness } from './frame/witness.ts'
import { property, type RuleParts } from './property.ts'
import { DONE, POLLED, PRODUCED, type RecordEntry, STARTED } from './records/partition-records.ts'
import { type RecordState, recordState } from './records/record-state.ts'
import { pendingEffect, stands, statusOf, type Transactions } from './records/transactions.ts'
import { label, type StateOf } from './state/field.ts'
import { entryOf, type PartitionEntry } from './state/partition-table.ts'
import { perPartition } from './state/per-partition.ts'
import { bitsOf, cutBack, setBits } from './state/record-bits.ts'
import { number } from './state/values.ts'

/** The record was passed already, and a witness says so. */
const SAID = 1

/**
 * `frontier`: below it, everything delivered is done or said. No verdict depends on that: as long
 * as nothing is said, all below it is done, so whoever looks again finds what was found before.
 */
const fields = { frontier: label(number(0)) }
const state = { passed: perPartition(fields, { bits: 'labels' }) }

/** No commit passes a record that was handed out and is not done. */
export const commitNotAhead = property({
  name: 'commit-not-ahead',
  heading: 'not ahead',
  statement: 'No commit passed a record that was handed out and was not done.',
  shares: { records: recordState },
  reads: POLLED | DONE,
  state,
  on: handlers,
  witnesses: ({ found, records }) => found.filter(({ topic }) => isJudged(records, topic)),
  broken: ({ found, records }) => found.some(({ topic }) => isJudged(records, topic)),
  brokenBy: { strategy: 'commit-sync-mid-batch', under: 'none' },
  examples: {
    breaks: [
      {
        when: 'all that poll returned is committed, although the last record is not done',
        history: `
          A polls 0 1
          A processes 0
          A requests a commit of 2
          ✗ is passed by a commit of A before it is done
          A processes 1`,
      },
      {
        when: 'the effects were in a transaction that was aborted, the offsets are in the next one',
        history: `
          A polls 0
          A processes 0 in transaction 1
          A aborts transaction 1
          A begins transaction 2
          A sends offset 1 in transaction 2
          ✗ is passed by a commit of A before it is done`,
      },
    ],
    holds: [
      {
        when: 'what was returned is done, by whomever',
        history: `
          A polls 0 1
          A processes 0 1
          B polls 0 1
          B requests a commit of 2`,
      },
      {
        when: 'the offsets travel in the transaction of the effects',
        history: `
          A polls 0
          A processes 0 in transaction 1
          A sends offset 1 to the transaction`,
      },
      {
        when: 'that transaction was aborted before: the offsets will never stand, either',
        history: `
          A polls 0
          A processes 0 in transaction 1
          A aborts transaction 1
          A sends offset 1 in transaction 1`,
      },
    ],
  },
})

/** Commits are judged of topics whose records are owed or processed, of all where none is owed. */
function isJudged({ partitions }: RecordState, topic: string | null): boolean {
  let anyOwed = false
  for (const entry of partitions.mentioned) {
    const bits = unionOf(entry)
    if (entry.topic === topic && (bits & (PRODUCED | STARTED)) !== 0) return true
    anyOwed ||= (bits & PRODUCED) !== 0
  }
  return !anyOwed
}

function unionOf(entry: RecordEntry): number {
  let union = 0
  for (let offset = 0; offset < entry.end; offset++) union |= bitsOf(entry, offset)
  return union
}

/** Where commits are judged: requested of the group, or saved in the store and standing. */
function handlers({
  own: { passed },
  records: { partitions, transactions },
  found,
}: RuleParts<StateOf<typeof state>, { records: RecordState }>): Handlers {
  const goBack = (topic: string, partition: number, offset: number) => {
    const { data } = entryOf(passed, topic, partition)
    if (offset < data.frontier) data.frontier = offset
  }
  const judge = (passing: Passing, by: string, index: number) => {
    const offsets = passedBy(passing)
    if (offsets.length > 0) found.push(witness(passing.entry, offsets, by, index))
  }
  return {
    polled: ({ topic, partition, offsets }) => goBack(topic, partition, offsets[0] ?? 0),
    'truncated-to': ({ topic, partition, offset }) => {
      goBack(topic, partition, offset)
      cutBack(entryOf(passed, topic, partition), offset)
    },
    'commit-requested': (event, index) => {
      const { topic, partition, offset: commit, member, source, transaction } = event
      const said = entryOf(passed, topic, partition)
      if (commit <= said.data.frontier) return
      const entry = entryOf(partitions, topic, partition)
      const travelling = source === 'transaction' ? { transactions, member, transaction } : null
      judge({ entry, said, commit, travelling }, `a commit of ${member}`, index)
    },
    'store-saved': ({ topic, partition, offset: commit, member, transaction }, index) => {
      if (!stands(transactions, transaction)) return
      const said = entryOf(passed, topic, partition)
      const entry = entryOf(partitions, topic, partition)
      judge({ entry, said, commit, travelling: null }, `a save of ${member}`, index)
    },
    'transaction-committed': (event, index) => {
      for (const { transaction, entry, offset: commit, member } of transactions.saves) {
        if (transaction !== event.transaction) continue
        const said = entryOf(passed, entry.topic, entry.partition)
        judge({ entry, said, commit, travelling: null }, `a save of ${member}`, index)
      }
    },
  }
}

interface Passing {
  readonly entry: RecordEntry
  readonly said: PartitionEntry<StateOf<typeof fields>>
  readonly commit: number
  /** The offsets travel in a transaction of this member; null: they do not. */
  readonly travelling: Travelling | null
}

interface Travelling {
  readonly transactions: Transactions
  readonly member: string
  /** Undefined: nobody says which one. */
  readonly transaction: number | undefined
}

const NOTHING: readonly number[] = []

/** What was delivered below the offset and is not done; each record is said once. */
function passedBy({ entry, said, commit, travelling }: Passing): readonly number[] {
  let offsets: number[] | null = null
  let settled = true
  const end = Math.min(commit, entry.end)
  for (let offset = said.data.frontier; offset < end; offset++) {
    if ((bitsOf(entry, offset) & (POLLED | DONE)) === POLLED && bitsOf(said, offset) === 0) {
      if (travelling !== null && isTravelling(travelling, entry, offset)) settled = false
      else {
        setBits(said, offset, SAID)
        if (offsets === null) offsets = [offset]
        else offsets.push(offset)
      }
    }
    // What still travels may yet be aborted: it is looked at again.
    if (settled) said.data.frontier = offset + 1
  }
  return offsets ?? NOTHING
}

/** Whether effect and offsets stand or fall together: of what is aborted both have fallen. */
function isTravelling(
  { transactions, member, transaction }: Travelling,
  entry: RecordEntry,
  offset: number,
): boolean {
  const effect = pendingEffect(transactions, entry, offset, member)
  if (effect === undefined) return false
  const status = statusOf(transactions, effect.transaction)
  return status === 'open' || (status === 'aborted' && effect.transaction === transaction)
}

function witness(
  { topic, partition }: RecordEntry,
  offsets: readonly number[],
  by: string,
  at: number,
): Witness {
  const text =
    offsets.length === 1
      ? `is passed by ${by} before it is done`
      : `are passed by ${by} before they are done`
  return { topic, partition, offsets, text, at }
}
