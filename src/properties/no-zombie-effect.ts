/**
 * No zombie effect: who lost a partition to another leaves no more effects for it.
 *
 * A group fences commits, not work: a member that froze past its session may go on processing
 * while the new owner works on the same records. Judged when the effect is recorded; one inside a
 * transaction counts if that is committed. A transaction whose effects were recorded in time and
 * that is committed after the hand-over is no zombie's: fencing it is the transaction's affair.
 */
import type { EventOf } from '../model/history.ts'
import { property } from './property.ts'
import { recordState } from './records/record-state.ts'
import { stands } from './records/transactions.ts'
import { hashNumber } from './state/hash.ts'
import { bag, hashName, refill } from './state/lists.ts'
import { entryOf } from './state/partition-table.ts'
import { perPartition } from './state/per-partition.ts'
import { bitsOf, setBits } from './state/record-bits.ts'
import { member } from './state/values.ts'

/** A witness says so of the record. */
const SAID = 1

/** An effect counts with its transaction: who wrote it is known by then, and matters no more. */
const pendingEffects = bag<EventOf<'effect'>>(
  ({ topic, partition, offset, transaction }, names, part) => {
    if (transaction === null || !hashName(part, names.transaction(transaction))) return false
    hashNumber(part, names.partition(topic, partition))
    hashNumber(part, offset)
    return true
  },
)

/** No member records an effect for a partition after another member was assigned it. */
export const noZombieEffect = property({
  name: 'no-zombie-effect',
  heading: 'no zombie',
  statement: 'No member recorded an effect for a partition after another was assigned it.',
  shares: { records: recordState },
  state: {
    owners: perPartition({ owner: member() }, { bits: 'labels' }),
    /** Effects of zombies in transactions that may yet be committed. */
    pending: pendingEffects,
  },
  on: ({ own: { owners, pending }, records: { transactions }, found }) => {
    const add = ({ topic, partition, offset, member }: EventOf<'effect'>, index: number) => {
      const entry = entryOf(owners, topic, partition)
      if (bitsOf(entry, offset) === SAID) return
      setBits(entry, offset, SAID)
      const text = `took effect by ${member}, which no longer owned the partition`
      found.push({ topic, partition, offsets: [offset], text, at: index })
    }
    return {
      assigned: ({ topic, partition, member }) => {
        entryOf(owners, topic, partition).data.owner = member
      },
      effect: (event, index) => {
        const { owner } = entryOf(owners, event.topic, event.partition).data
        if (owner === null || owner === event.member) return
        if (stands(transactions, event.transaction)) add(event, index)
        else pending.push(event)
      },
      'transaction-committed': ({ transaction }, index) => {
        for (const effect of pending) if (effect.transaction === transaction) add(effect, index)
        forget(pending, transaction)
      },
      'transaction-aborted': ({ transaction }) => forget(pending, transaction),
    }
  },
  brokenBy: { strategy: 'commit-sync-mid-batch', under: 'pause' },
  examples: {
    breaks: [
      {
        when: 'a member works on after another was assigned its partition',
        history: `
          A is assigned
          A begins 0
          B is assigned
          A has an effect of 0
          ✗ took effect by A, which no longer owned the partition`,
      },
      {
        when: 'what it wrote meanwhile in a transaction is committed',
        history: `
          A is assigned
          B is assigned
          A has an effect of 0 in transaction 1
          A has an effect of 1 in transaction 2
          A aborts transaction 2
          A commits transaction 1
          ✗ took effect by A, which no longer owned the partition`,
      },
    ],
    holds: [
      {
        when: 'the effects were recorded in time, and only their transaction ends late',
        history: `
          A is assigned
          A has an effect of 0 in transaction 1
          B is assigned
          A commits transaction 1`,
      },
    ],
  },
})

/** Its effects stand by now, or never will. */
function forget(pending: EventOf<'effect'>[], transaction: number): void {
  if (pending.length === 0) return
  refill(
    pending,
    pending.filter((effect) => effect.transaction !== transaction),
  )
}
