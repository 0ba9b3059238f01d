/**
 * initTransactions.
 *
 * Behaviour: gets an epoch, which fences an older producer of the same id and aborts what it left
 * open; CONCURRENT_TRANSACTIONS is asked again after a back-off.
 * A process has one producer: asked again, this stands for closing it and making another one of the
 * same id, which is in no error state.
 * Left out: that a producer that was fenced refuses it.
 * Source: reference A.13; `TransactionManager.initializeTransactions`.
 */
import { transactionCoordinator } from '../cluster/find-coordinator.ts'
import { KafkaException } from '../errors.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import { fail, resume } from '../instance/task.ts'
import { isIdempotent } from '../settings.ts'
import type { World } from '../world.ts'
import { ask, failure, isRetriable, takeAnswer } from './asking.ts'

/** One step of initTransactions. */
export function initTransactionsStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
): void {
  if (!isIdempotent(world.settings)) {
    const text = 'Cannot set a transactional.id without also enabling idempotence.'
    return fail(world, instance, task, new KafkaException('ConfigException', text))
  }
  const { transactionalId } = instance.producer
  const transactionTimeoutMs = world.settings['transaction.timeout.ms']
  const request = { api: 'InitProducerId', transactionalId, transactionTimeoutMs } as const
  if (!ask(world, instance, task, pending, transactionCoordinator, request)) return
  const error = takeAnswer(pending)
  if (error === 'NONE') {
    resume(world, instance, task, undefined)
  } else if (isRetriable(error)) {
    task.blocked = true
  } else {
    fail(world, instance, task, failure(instance, error))
  }
}
