/** What a history is told of a process's transactions, as they go over the wire. */
import type { Emit } from '../../model/history.ts'
import type { AddPartitionsToTxnRequest } from '../../wire/apis/24-add-partitions-to-txn.ts'
import type { Watched } from './watched.ts'

/** A producer, as the coordinator knows it. */
export type Producing = Pick<AddPartitionsToTxnRequest, 'producerId' | 'producerEpoch'>

/** Says of the offsets that are sent to a transaction to which one, if it is known. */
export function inTransactionOf(
  { world }: Watched,
  { producerId, producerEpoch }: Producing,
  emit: Emit,
): Emit {
  const transaction = world.transactions.findLastIndex(
    (one) => one.producerId === producerId && one.producerEpoch === producerEpoch,
  )
  if (transaction < 0) return emit
  return (event) => emit(event.kind === 'commit-requested' ? { ...event, transaction } : event)
}

/** A producer has added something to its transaction, which begins with that. */
export function addedToTransaction(
  { world, name: member }: Watched,
  { producerId, producerEpoch }: Producing,
  emit: Emit,
): void {
  const { transactions } = world
  const isKnown = transactions.some(
    (one) =>
      one.producerId === producerId && one.producerEpoch === producerEpoch && one.status === 'open',
  )
  if (isKnown) return
  const transaction = transactions.length
  transactions.push({ member, of: 'kafka', producerId, producerEpoch, status: 'open' })
  emit({ kind: 'transaction-begun', time: world.now, member, transaction, of: 'kafka' })
}
