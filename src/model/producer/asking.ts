/**
 * What the calls of the transactional producer share: asking a coordinator, and its errors.
 *
 * Behaviour: a request is sent once and its answer awaited; retriable errors wait out
 * retry.backoff.ms. A fenced producer throws ProducerFencedException or
 * InvalidProducerEpochException; after that, and after an unexpected error, nothing works any more.
 * Left out: the lookup of the transaction coordinator, which does not move here.
 * Source: reference A.13; `TransactionManager`.
 */
import { backOff } from '../consumer/coordinator.ts'
import { type KafkaErrorCode, KafkaException } from '../errors.ts'
import type { Instance, Pending, Task } from '../instance/instance.ts'
import { fail } from '../instance/task.ts'
import type { ClientRequest } from '../network/client-requests.ts'
import { send } from '../network/network.ts'
import type { Response } from '../network/requests.ts'
import type { World } from '../world.ts'

/** Sends once and remembers the ticket; true: the answer is there, in `pending.answer`. */
export function ask(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  broker: number,
  request: ClientRequest,
): boolean {
  if (pending.answer !== null) return true
  task.blocked = true
  if (pending.scratch >= 0 || instance.consumer.backingOff) return false
  pending.scratch = send(world, instance, broker, request, 'producer')
  return false
}

/** Takes the answer and is ready to ask again. */
export function takeAnswer(pending: Pending): KafkaErrorCode {
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
      const { producerId, producerEpoch } = response
      Object.assign(instance.producer, { producerId, producerEpoch, transaction: -1 })
      Object.assign(instance.producer, { added: false, failed: false, fenced: false })
    }
    if (isRetriable(response.error)) backOff(world, instance)
  }
}

/** Whether the producer asks again after a back-off. */
export function isRetriable(error: KafkaErrorCode): boolean {
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

/** Whether the answer lets the call go on; if not, it waits or has failed. */
export function proceed(
  world: World,
  instance: Instance,
  task: Task,
  error: KafkaErrorCode,
): boolean {
  if (error === 'NONE') return true
  if (isRetriable(error)) {
    task.blocked = true
    return false
  }
  instance.producer.failed = true
  fail(world, instance, task, failure(instance, error))
  return false
}

/** Throws and returns true if there is no transaction under way. */
export function noTransaction(world: World, instance: Instance, task: Task): boolean {
  if (instance.producer.transaction >= 0) return false
  const text = 'there is no transaction under way'
  fail(world, instance, task, new KafkaException('IllegalStateException', text))
  return true
}

/** The exception that an answer becomes; fatal ones fence the producer. */
export function failure(instance: Instance, error: KafkaErrorCode): KafkaException {
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
