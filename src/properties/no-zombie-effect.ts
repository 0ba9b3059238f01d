/**
 * No zombie effect: who lost a partition to another leaves no more effects for it.
 *
 * A group fences commits, not work: a member that froze past its session may go on processing
 * while the new owner works on the same records. Judged when the effect is recorded; one inside a
 * transaction counts if that is committed. A transaction whose effects were recorded in time and
 * that is committed after the hand-over is no zombie's: fencing it is the transaction's affair.
 */

import type { EventOf } from '../model/history.ts'
import { clearFound, foundSoFar } from './folds/found.ts'
import { createOwners, keepOwners } from './folds/owners.ts'
import { shared } from './frame/shared-state.ts'
import { both, type Keeper, kept, keptList, refill } from './kept.ts'
import { addPart, createLanes, type Lanes, mix } from './lanes.ts'
import { property, type Witness } from './property.ts'
import { stands } from './records/open-transactions.ts'
import { createLedger } from './records/record-state.ts'
import { mark, marksOf, placeOf, resetPlaces } from './state/partition-table.ts'

const TOLD = 1

/** No member records an effect for a partition after another member was assigned it. */
export const noZombieEffect = property({
  name: 'no-zombie-effect',
  statement: 'No member recorded an effect for a partition after another was assigned it.',
  monitor: (context) => {
    const ledger = shared(context, createLedger)
    const owners = createOwners()
    const found: Witness[] = []
    /** Effects of zombies in transactions that may yet be committed. */
    const waiting: EventOf<'effect'>[] = []
    const tell = ({ topic, partition, offset, member }: EventOf<'effect'>, index: number) => {
      const place = placeOf(owners, topic, partition)
      if (marksOf(place, offset) === TOLD) return
      mark(place, offset, TOLD)
      const text = `took effect by ${member}, which no longer owned the partition`
      found.push({ topic, partition, offsets: [offset], text, at: index })
    }
    return {
      folds: [ledger],
      on: {
        assigned: ({ topic, partition, member }) => {
          placeOf(owners, topic, partition).data.member = member
        },
        effect: (event, index) => {
          const owner = placeOf(owners, event.topic, event.partition).data.member
          if (owner === null || owner === event.member) return
          if (stands(ledger.waiting, event.transaction)) tell(event, index)
          else waiting.push(event)
        },
        'transaction-committed': ({ transaction }, index) => {
          for (const effect of waiting) {
            if (effect.transaction === transaction) tell(effect, index)
          }
          forget(waiting, transaction)
        },
        'transaction-aborted': ({ transaction }) => forget(waiting, transaction),
      },
      reset: () => {
        resetPlaces(owners)
        clearFound(found)
        if (waiting.length > 0) waiting.length = 0
      },
      witnesses: () => foundSoFar(found),
      kept: kept(both(keepOwners(owners), both(keepZombies(waiting), keptList(found)))),
      broken: () => found.length > 0,
    }
  },
})

/** Its effects stand by now, or never will. */
function forget(waiting: EventOf<'effect'>[], transaction: number): void {
  if (waiting.length === 0) return
  refill(
    waiting,
    waiting.filter((effect) => effect.transaction !== transaction),
  )
}

/** Effects that may yet stand: which record's, and in which transaction. */
function keepZombies(waiting: EventOf<'effect'>[]): Keeper<readonly EventOf<'effect'>[]> {
  return {
    ...keptList(waiting),
    fingerprint: (saved, { names }, into) => {
      const sum: Lanes = { low: 0, high: 0 }
      for (const { topic, partition, offset, transaction } of saved) {
        const name = transaction === null ? -1 : names.transaction(transaction)
        if (name < 0) continue
        const one = createLanes()
        mix(one, name)
        mix(one, names.partition(topic, partition))
        mix(one, offset)
        addPart(sum, one)
      }
      mix(into, sum.low)
      mix(into, sum.high)
    },
  }
}
