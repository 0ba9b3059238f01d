/**
 * sendOffsetsToTransaction.
 *
 * Behaviour: AddOffsetsToTxn, then TxnOffsetCommit to the group coordinator with the member's
 * generation: a stale one is an abortable CommitFailedException (KIP-447).
 * Left out: nothing that a strategy could see.
 * Source: reference A.13; `TransactionManager.TxnOffsetCommitHandler`.
 */
import { transactionCoordinator } from '../cluster/find-coordinator.ts'
import { commitEntries, registerCommit, reportCommit } from '../consumer/commit-request.ts'
import { ensureCoordinator, forgetCoordinator } from '../consumer/coordinator.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import type { ConsumerGroupMetadata } from '../instance/ops.ts'
import { fail, resume } from '../instance/task.ts'
import type { Offsets } from '../topic-partition.ts'
import type { World } from '../world.ts'
import { ask, failure, isRetriable, noTransaction, proceed, takeAnswer } from './asking.ts'

/** One step of sendOffsetsToTransaction. Phases: 0 AddOffsetsToTxn, 1 TxnOffsetCommit. */
export function sendOffsetsStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  op: { readonly offsets: Offsets; readonly group: ConsumerGroupMetadata },
): void {
  const producer = instance.producer
  const { groupId } = instance.consumer
  if (noTransaction(world, instance, task)) return
  const { transactionalId, producerId, producerEpoch } = producer
  const identity = { transactionalId, producerId, producerEpoch }
  if (pending.phase === 0) {
    const request = { api: 'AddOffsetsToTxn', ...identity, groupId } as const
    if (!ask(world, instance, task, pending, transactionCoordinator, request)) return
    if (!proceed(world, instance, task, takeAnswer(pending))) return
    producer.added = true
    pending.phase = 1
    pending.commit = registerCommit(world, instance, op.offsets, 'transaction')
  }
  task.blocked = true
  if (pending.answer === null && !ensureCoordinator(world, instance)) return
  const request = {
    api: 'TxnOffsetCommit',
    ...identity,
    groupId,
    generation: op.group.generationId,
    memberId: op.group.memberId,
    groupInstanceId: op.group.groupInstanceId,
    offsets: commitEntries(op.offsets),
    commit: pending.commit,
  } as const
  if (!ask(world, instance, task, pending, instance.consumer.coordinator, request)) return
  const error = takeAnswer(pending)
  if (error === 'NONE') {
    task.blocked = false
    resume(world, instance, task, undefined)
    return
  }
  if (isRetriable(error)) {
    forgetCoordinator(instance)
    task.blocked = true
    return
  }
  producer.failed = true
  reportCommit(world, instance, op.offsets, pending.commit, error, false)
  fail(world, instance, task, failure(instance, error))
}
