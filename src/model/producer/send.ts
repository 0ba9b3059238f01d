/**
 * send, outside of transactions, and `get` of the future that it returns.
 *
 * Behaviour: asks the partition's leader to write the record (`acks=all`) and returns at once; a
 * broker that knows no such topic makes it, with one partition. Whoever waits learns the offset, or
 * why it failed; nobody else learns that it failed. A broken connection makes the client send
 * again: what was lost with its answer may stand there twice. A wrong leader makes it ask for
 * metadata first.
 * The record counts as handed on when somebody has waited for its acknowledgement: what nobody
 * waits for may fail without anybody's notice.
 * Left out: callbacks, `flush` and a time-out of `get`; batches and `linger.ms`; back-off and
 * idempotence; metadata of the producer's own (it shares the consumer's); partitioners (partition 0
 * it is); records of a transaction, whose effects are told by the process. What makes Java wait for
 * `delivery.timeout.ms` fails at once, with the same TimeoutException; `get` throws what Java wraps
 * in an ExecutionException.
 * Source: reference A.13; `KafkaProducer.send`, `Sender.completeBatch` and `canRetry`,
 * `FutureRecordMetadata.get`.
 */
import { findInfo, requestMetadata } from '../consumer/coordinator.ts'
import { type KafkaErrorCode, KafkaException } from '../errors.ts'
import type { Instance, Task } from '../instance/instance.ts'
import { type Outgoing, StrategyFailure } from '../instance/ops.ts'
import { fail, resume } from '../instance/task.ts'
import { send } from '../network/network.ts'
import { epochMs } from '../network/records.ts'
import type { ResponseOf } from '../network/requests.ts'
import type { World } from '../world.ts'
import type { Send } from './producer-state.ts'

/** Sends the record and returns the number of its future. */
export function sendStep(
  world: World,
  instance: Instance,
  task: Task,
  { topic, record }: { readonly topic: string; readonly record: Outgoing },
): void {
  const { producer } = instance
  if (producer.producerId >= 0) {
    if (producer.transaction >= 0) throw new StrategyFailure(inTransaction)
    const text = 'a producer with a transactional.id sends in a transaction only'
    return fail(world, instance, task, new KafkaException('IllegalStateException', text))
  }
  const future = producer.sends.length
  const one: Send = { topic, record, ticket: -1, offset: -1, error: null, told: false }
  producer.sends.push(one)
  transmit(world, instance, one)
  resume(world, instance, task, future)
}

const inTransaction =
  'producer.send in a transaction is not modelled: what a record leaves behind there is told by ' +
  '`yield* process(record, transaction)`'

function transmit(world: World, instance: Instance, one: Send): void {
  const leader = findInfo(instance.consumer.metadata, one.topic, 0)?.leader ?? 0
  const request = {
    api: 'Produce',
    transactionalId: null,
    producerId: -1,
    producerEpoch: -1,
    acks: -1,
    partitions: [
      { topic: one.topic, partition: 0, baseSequence: -1, records: [payloadOf(world, one.record)] },
    ],
  } as const
  one.ticket = send(world, instance, leader, request, 'producer')
}

/** The key that the record has, and where it is from, as dead letters say it. */
function payloadOf({ now }: World, { key, topic, partition, offset }: Outgoing) {
  const value = bytesOf(`${topic ?? ''}-${partition ?? -1}@${offset ?? -1}`)
  const timestamp = epochMs + now
  return { key: key === undefined ? null : bytesOf(key), value, headers: [], timestamp }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

/** Takes the answer of a send: it has come to an end, or is on its way again. */
export function onSendAnswer(
  world: World,
  instance: Instance,
  ticket: number,
  response: ResponseOf<'Produce'>,
): void {
  const one = instance.producer.sends.find((other) => other.ticket === ticket)
  if (one === undefined) return
  one.ticket = -1
  const part = response.partitions[0]
  const error = response.error === 'NONE' ? (part?.error ?? 'NONE') : response.error
  if (error === 'NONE') one.offset = part?.baseOffset ?? -1
  else if (error === 'DISCONNECTED') transmit(world, instance, one)
  else if (error === 'NOT_LEADER_OR_FOLLOWER') requestMetadata(world, instance)
  else one.error = error
}

/** Sends what has waited for metadata. */
export function sendWaiting(world: World, instance: Instance): void {
  for (const one of instance.producer.sends) {
    if (one.ticket < 0 && one.offset < 0 && one.error === null) transmit(world, instance, one)
  }
}

/** Waits for the end of a send, and tells the history where the record was handed on to. */
export function awaitSendStep(
  world: World,
  instance: Instance,
  task: Task,
  { future }: { readonly future: number },
): void {
  const one = instance.producer.sends[future]
  if (one === undefined) throw new StrategyFailure('a future of another process was waited for')
  if (one.error !== null) return fail(world, instance, task, failureOf(one.topic, one.error))
  if (one.offset < 0) {
    task.blocked = true
    return
  }
  if (!one.told) tellHandedOn(world, instance, one)
  one.told = true
  task.blocked = false
  resume(world, instance, task, { topic: one.topic, partition: 0, offset: one.offset })
}

function tellHandedOn(world: World, { name }: Instance, { topic: toTopic, record, offset }: Send) {
  const { topic, partition, offset: from } = record
  if (topic === undefined || partition === undefined || from === undefined) return
  world.emit({
    ...{ kind: 'handed-on', time: world.now, member: name, topic, partition, offset: from },
    ...{ toTopic, toPartition: 0, toOffset: offset },
  })
  world.progress++
}

function failureOf(topic: string, error: KafkaErrorCode): KafkaException {
  switch (error) {
    case 'INVALID_TOPIC_EXCEPTION':
      return new KafkaException('InvalidTopicException', `Invalid topics: [${topic}]`)
    case 'NOT_ENOUGH_REPLICAS':
      return new KafkaException('TimeoutException', `Expiring 1 record(s) for ${topic}-0: ${error}`)
    default:
      return new KafkaException('KafkaException', `the record for ${topic}-0 failed: ${error}`)
  }
}
