/**
 * The first record of a transaction.
 *
 * Behaviour: it is announced with AddPartitionsToTxn, from which on the transaction coordinator
 * knows of the transaction and can abort it.
 * Left out: the records themselves, whose effects are told by the process; sequence numbers.
 * Source: reference A.13; `TransactionManager.maybeAddPartition`.
 */
import { transactionCoordinator } from '../cluster/find-coordinator.ts'
import type { Instance, Task } from '../instance/instance.ts'
import type { Transaction } from '../instance/ops.ts'
import { fail } from '../instance/task.ts'
import type { World } from '../world.ts'
import { ask, failure, isRetriable, takeAnswer } from './asking.ts'

const noPartitions: readonly [] = []

/** Announces the first record of a transaction; false: not yet, or the call has failed. */
export function addPartitionsToTransaction(
  world: World,
  instance: Instance,
  task: Task,
  transaction: Transaction | null,
): boolean {
  const producer = instance.producer
  const pending = task.pending
  if (transaction === null || pending === null || producer.added) return true
  if (world.transactions[transaction.transaction]?.of !== 'kafka') return true
  if (transaction.transaction !== producer.transaction) return true
  const { transactionalId, producerId, producerEpoch } = producer
  const request = {
    api: 'AddPartitionsToTxn',
    transactionalId,
    producerId,
    producerEpoch,
    partitions: noPartitions,
  } as const
  if (!ask(world, instance, task, pending, transactionCoordinator, request)) return false
  const error = takeAnswer(pending)
  if (error === 'NONE') {
    producer.added = true
    return true
  }
  if (isRetriable(error)) task.blocked = true
  else fail(world, instance, task, failure(instance, error))
  return false
}
