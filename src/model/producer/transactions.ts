/**
 * The transactional producer's calls that wait for a coordinator.
 *
 * Behaviour: initTransactions gets an epoch (CONCURRENT_TRANSACTIONS: again after a back-off).
 * The first record of a transaction is announced with AddPartitionsToTxn. sendOffsetsToTransaction
 * is AddOffsetsToTxn and then TxnOffsetCommit with the member's generation: a stale one is an
 * abortable CommitFailedException (KIP-447). EndTxn is repeated after a lost answer until the
 * outcome is known. A fenced producer throws ProducerFencedException or
 * InvalidProducerEpochException; after that, and after an unexpected error, nothing works any more.
 * Left out: the lookup of the transaction coordinator, which does not move here; sequence numbers.
 * Source: reference A.13; `TransactionManager`.
 */
import { transactionCoordinator } from '../cluster/find-coordinator.ts'
import type { ConsumerGroupMetadata, Offsets } from '../consumer/api.ts'
import { commitEntries, registerCommit, reportCommit } from '../consumer/commit-request.ts'
import { backOff, ensureCoordinator, forgetCoordinator } from '../consumer/coordinator.ts'
import { type KafkaErrorCode, KafkaException } from '../errors.ts'
import { groupId } from '../group-id.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import type { Transaction } from '../instance/ops.ts'
import { fail, resume } from '../instance/task.ts'
import { send } from '../network/network.ts'
import type { Request, Response } from '../network/requests.ts'
import type { World } from '../world.ts'

/** Sends once and remembers the ticket; true: the answer is there, in `pending.answer`. */
function ask(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  broker: number,
  request: Request,
): boolean {
  if (pending.answer !== null) return true
  task.blocked = true
  if (pending.scratch >= 0 || instance.consumer.backingOff) return false
  pending.scratch = send(world, instance, broker, request, 'producer')
  return false
}

/** Takes the answer and is ready to ask again. */
function takeAnswer(pending: Pending): KafkaErrorCode {
  const answer = pending.answer ?? 'NONE'
  pending.answer = null
  pending.scratch = -1
  return answer
}

/** Notes an answer for the call that waits for it. */
export function onProducerAnswer(
  world: World,
  instance: Instance,
  ticket: number,
  response: Response,
): void {
  for (const task of instance.tasks) {
    if (task.pending?.scratch !== ticket) continue
    task.pending.answer = response.error
    if (response.api === 'InitProducerId' && response.error === 'NONE') {
      instance.producer.producerId = response.producerId
      instance.producer.producerEpoch = response.producerEpoch
    }
    if (isRetriable(response.error)) backOff(world, instance)
  }
}

function isRetriable(error: KafkaErrorCode): boolean {
  switch (error) {
    case 'CONCURRENT_TRANSACTIONS':
    case 'COORDINATOR_LOAD_IN_PROGRESS':
    case 'COORDINATOR_NOT_AVAILABLE':
    case 'NOT_COORDINATOR':
    case 'REQUEST_TIMED_OUT':
    case 'DISCONNECTED':
      return true
    default:
      return false
  }
}

/** One step of initTransactions. */
export function initTransactionsStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
): void {
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
  const request = { api: 'AddPartitionsToTxn', transactionalId, producerId, producerEpoch } as const
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

/** One step of sendOffsetsToTransaction. Phases: 0 AddOffsetsToTxn, 1 TxnOffsetCommit. */
export function sendOffsetsStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  op: { readonly offsets: Offsets; readonly group: ConsumerGroupMetadata },
): void {
  const producer = instance.producer
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

function proceed(world: World, instance: Instance, task: Task, error: KafkaErrorCode): boolean {
  if (error === 'NONE') return true
  if (isRetriable(error)) {
    task.blocked = true
    return false
  }
  instance.producer.failed = true
  fail(world, instance, task, failure(instance, error))
  return false
}

function noTransaction(world: World, instance: Instance, task: Task): boolean {
  if (instance.producer.transaction >= 0) return false
  const text = 'there is no transaction under way'
  fail(world, instance, task, new KafkaException('IllegalStateException', text))
  return true
}

function failure(instance: Instance, error: KafkaErrorCode): KafkaException {
  switch (error) {
    case 'PRODUCER_FENCED':
      instance.producer.fenced = true
      return new KafkaException('ProducerFencedException', `transaction failed: ${error}`)
    case 'INVALID_PRODUCER_EPOCH':
    case 'INVALID_PRODUCER_ID_MAPPING':
      instance.producer.fenced = true
      return new KafkaException('InvalidProducerEpochException', `transaction failed: ${error}`)
    case 'UNKNOWN_SERVER_ERROR':
      instance.producer.fenced = true
      return new KafkaException('KafkaException', `transaction failed for good: ${error}`)
    case 'ILLEGAL_GENERATION':
    case 'UNKNOWN_MEMBER_ID':
      return new KafkaException('CommitFailedException', `transaction failed: ${error}`)
    case 'FENCED_INSTANCE_ID':
      return new KafkaException('FencedInstanceIdException', `transaction failed: ${error}`)
    default:
      return new KafkaException('KafkaException', `transaction failed: ${error}`)
  }
}
