/**
 * commitTransaction and abortTransaction.
 *
 * Behaviour: EndTxn is repeated after a lost answer until the outcome is known. After an abortable
 * error only an abort is allowed. The consumer's position is not rewound by an abort.
 * Left out: nothing that a strategy could see.
 * Source: reference A.13; `TransactionManager.EndTxnHandler`.
 */
import { transactionCoordinator } from '../cluster/find-coordinator.ts'
import { KafkaException } from '../errors.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import { fail, resume } from '../instance/task.ts'
import type { World } from '../world.ts'
import { ask, noTransaction, proceed, takeAnswer } from './asking.ts'

/** One step of commitTransaction or abortTransaction. */
export function endTransactionStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  committed: boolean,
): void {
  const producer = instance.producer
  if (noTransaction(world, instance, task)) return
  if (producer.fenced || (committed && producer.failed)) {
    const text = `the producer is in ${producer.fenced ? 'a fatal' : 'an abortable'} error state`
    fail(world, instance, task, new KafkaException('KafkaException', text))
    return
  }
  const { transactionalId, producerId, producerEpoch, transaction } = producer
  if (producer.added) {
    const identity = { transactionalId, producerId, producerEpoch }
    const request = { api: 'EndTxn', ...identity, committed } as const
    if (!ask(world, instance, task, pending, transactionCoordinator, request)) return
    if (!proceed(world, instance, task, takeAnswer(pending))) return
  } else {
    settle(world, instance, transaction, committed)
  }
  producer.transaction = -1
  task.blocked = false
  resume(world, instance, task, undefined)
}

/** A transaction in which nothing was sent ends without asking anybody. */
function settle(world: World, instance: Instance, transaction: number, committed: boolean): void {
  const info = world.transactions[transaction]
  if (info !== undefined) info.status = committed ? 'committed' : 'aborted'
  const base = { time: world.now, member: instance.name, transaction }
  if (committed) world.emit({ kind: 'transaction-committed', ...base })
  else world.emit({ kind: 'transaction-aborted', ...base, reason: 'abortTransaction' })
}
