/**
 * send, `get` of the future that it returns, and flush.
 *
 * Behaviour: puts the record into the producer's buffer and returns at once; a broker that knows no
 * such topic makes it, with one partition. Whoever waits learns the offset, or why it failed;
 * nobody else learns that it failed. `flush` waits until nothing is under way, and throws nothing.
 * In a transaction the record is told when it is sent, and counts if that is committed.
 * Left out: a time-out of `get`; back-off; in a transaction, the record itself (its partition is
 * announced, and its offset not known). What makes Java wait for `delivery.timeout.ms` fails with
 * the same TimeoutException; `get` throws what Java wraps in an ExecutionException.
 * Source: reference A.13; `KafkaProducer.send`, `flush`, `TransactionManager.maybeFailWithError`,
 * `FutureRecordMetadata.get`.
 */
import { type KafkaErrorCode, KafkaException } from '../errors.ts'
import type { Instance, Task } from '../instance/instance.ts'
import { type Outgoing, StrategyFailure } from '../instance/ops.ts'
import { fail, resume } from '../instance/task.ts'
import type { World } from '../world.ts'
import { addPartitionsToTransaction } from './add-partitions.ts'
import { fencedException } from './begin.ts'
import type { Send } from './producer-state.ts'
import { isFlushed, partitionOf, sendBuffered } from './sending.ts'

interface Sending {
  readonly topic: string
  readonly record: Outgoing
}

/** Sends the record and returns the number of its future. */
export function sendStep(world: World, instance: Instance, task: Task, sending: Sending): void {
  const { topic, record } = sending
  const { producer } = instance
  if (producer.producerId >= 0 && !sendInTransaction(world, instance, task, sending)) return
  const future = producer.sends.length
  const inTransaction = producer.producerId >= 0
  const one: Send = {
    ...{ topic, record },
    status: inTransaction ? 'done' : 'buffered',
    ...{ ticket: -1, producerId: -1, sequence: -1, offset: -1, error: null },
  }
  producer.sends.push(one)
  if (!inTransaction) sendBuffered(world, instance)
  resume(world, instance, task, future)
}

/** Announces the partition and tells of the record; false: not yet, or it throws. */
function sendInTransaction(
  world: World,
  instance: Instance,
  task: Task,
  { topic: toTopic, record }: Sending,
): boolean {
  const { transaction, fenced, failed } = instance.producer
  const error = fenced
    ? fencedException('the producer was fenced')
    : transaction < 0
      ? new KafkaException('IllegalStateException', 'a transactional producer is in a transaction')
      : failed
        ? new KafkaException('KafkaException', 'the transaction has failed: abort it')
        : null
  if (error !== null) {
    fail(world, instance, task, error)
    return false
  }
  if (!addPartitionsToTransaction(world, instance, task, { transaction })) return false
  const { topic, partition, offset, key = '' } = record
  if (topic === undefined || partition === undefined || offset === undefined) return true
  world.progress++
  world.emit({
    ...{ kind: 'handed-on', time: world.now, member: instance.name, topic, partition, offset },
    ...{ toTopic, toPartition: record.toPartition ?? 0, toOffset: -1, key, transaction },
  })
  return true
}

/** Waits for the end of a send. */
export function awaitSendStep(
  world: World,
  instance: Instance,
  task: Task,
  { future }: { readonly future: number },
): void {
  const one = instance.producer.sends[future]
  if (one === undefined) throw new StrategyFailure('a future of another process was waited for')
  if (one.error !== null) return fail(world, instance, task, failureOf(one, one.error))
  if (one.status !== 'done') {
    task.blocked = true
    return
  }
  task.blocked = false
  const { topic, offset } = one
  resume(world, instance, task, { topic, partition: partitionOf(one), offset })
}

/** Waits until nothing is under way. */
export function flushStep(world: World, instance: Instance, task: Task): void {
  task.blocked = !isFlushed(instance)
  if (!task.blocked) resume(world, instance, task, undefined)
}

function failureOf(one: Send, error: KafkaErrorCode): KafkaException {
  const { topic } = one
  const place = `${topic}-${partitionOf(one)}`
  switch (error) {
    case 'INVALID_TOPIC_EXCEPTION':
      return new KafkaException('InvalidTopicException', `Invalid topics: [${topic}]`)
    case 'NOT_ENOUGH_REPLICAS':
    case 'REQUEST_TIMED_OUT':
      return new KafkaException('TimeoutException', `Expiring 1 record(s) for ${place}: ${error}`)
    case 'DISCONNECTED':
      return new KafkaException('NetworkException', `the record for ${place} failed: ${error}`)
    case 'NOT_LEADER_OR_FOLLOWER':
      return new KafkaException('NotLeaderOrFollowerException', `${place} is led by another`)
    default:
      return new KafkaException('KafkaException', `the record for ${place} failed: ${error}`)
  }
}
