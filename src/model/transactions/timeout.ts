/**
 * Transactions that take longer than `transaction.timeout.ms`.
 *
 * Behaviour: the coordinator raises the epoch and aborts. The producer learns of it when it speaks
 * next, and is fenced then: its own EndTxn cannot commit any more.
 *
 * Left out: the coordinator's scan every ten seconds; when it happens is the world's to say.
 *
 * Source: reference A.13; `TransactionCoordinator.abortTimedOutTransactions`.
 */
import { defined } from '../assert.ts'
import type { Cluster, Ports } from '../cluster/cluster.ts'
import { fenceAndAbort } from './decide.ts'
import { findTransactionalId, type TransactionalId } from './transactional-id.ts'

const none: readonly TransactionalId[] = []

/** The ids with an ongoing transaction, in order of creation of the ids. */
export function ongoingTransactions(cluster: Cluster): readonly TransactionalId[] {
  let ongoing: TransactionalId[] | null = null
  for (const known of cluster.transactionalIds) {
    if (known.status !== 'Ongoing') continue
    if (ongoing === null) ongoing = [known]
    else ongoing.push(known)
  }
  return ongoing ?? none
}

/** Aborts the ongoing transaction of the id, and fences its producer. */
export function abortTimedOut(cluster: Cluster, ports: Ports, transactionalId: string): void {
  const found = findTransactionalId(cluster, transactionalId)
  const known = defined(found, `nothing is known of ${transactionalId}`)
  fenceAndAbort(ports, known, 'it took longer than transaction.timeout.ms')
}
