/**
 * The thread of a producer that sends what is buffered, and what becomes of it.
 *
 * Behaviour: a record leaves `linger.ms` after it was sent, if no more than five requests are under
 * way; until the leader has written it, it ends with its process (see `end` in
 * `instance/ending.ts`). A broken connection makes the client send again, a wrong leader ask for
 * metadata first; without `retries` both fail. What an idempotent producer sends again has the
 * sequence number that it had; of any other what was lost with its answer may stand there twice.
 * With `acks=0` it is done when it leaves, and nobody hears what becomes of it. A new producer id
 * begins at 0 once the time of one ran out, or where the first that is left is out of order.
 * Left out: batches of several records (each is a request of its own); metadata of the producer's
 * own (it shares the consumer's); partitioners (partition 0 it is, unless another is named); the
 * request that fetches a producer id, and epochs: a new id stands for either.
 * Source: reference A.13; `Sender.sendProducerData`, `completeBatch`, `canRetry`;
 * `TransactionManager.maybeUpdateProducerIdAndEpoch`; `linger.ms` of 5 is KIP-1030.
 */
import { findInfo, requestMetadata } from '../consumer/coordinator.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import type { Outgoing } from '../instance/ops.ts'
import { findMessage, send } from '../network/network.ts'
import { epochMs, type RecordPayload } from '../network/records.ts'
import type { ResponseOf } from '../network/requests.ts'
import { acksOf, isIdempotent, isRetrying } from '../settings.ts'
import type { World } from '../world.ts'
import type { ProducerState, Send } from './producer-state.ts'

/** Kafka's own default of `max.in.flight.requests.per.connection`. */
const inFlightMax = 5
/** Kafka's own default since 4.0: a commit may be faster than what was sent before it. */
const lingerMs = 5

/** Sends what is buffered, as far as it may be under way. */
export function sendBuffered(world: World, instance: Instance): void {
  const { sends } = instance.producer
  takeBroken(world, instance)
  let underWay = 0
  for (const { status } of sends) if (status === 'sent') underWay++
  for (const one of sends) {
    if (underWay >= inFlightMax) return
    if (one.status !== 'buffered') continue
    if (transmit(world, instance, one)) underWay++
  }
}

/**
 * What was under way on a connection that is broken is all to be sent again, in its order: one
 * thread hears of the break before it sends anything over the next connection.
 */
function takeBroken(world: World, instance: Instance): void {
  for (const one of instance.producer.sends) {
    if (one.status !== 'sent') continue
    const message = findMessage(world, one.ticket)
    if (message?.response?.error !== 'DISCONNECTED') continue
    end(world, instance, one, 'DISCONNECTED', message.timedOut)
  }
}

/** True: an answer is waited for. */
function transmit(world: World, instance: Instance, one: Send): boolean {
  const { settings } = world
  const acks = acksOf(settings)
  if (one.sequence < 0 && isIdempotent(settings)) number(world, instance.producer, one)
  const payload = payloadOf(world, instance, one.record)
  const { topic } = one
  const partition = partitionOf(one)
  const entry = { topic, partition, baseSequence: one.sequence, records: [payload] }
  const request = {
    api: 'Produce',
    transactionalId: null,
    producerId: one.producerId,
    producerEpoch: one.producerId < 0 ? -1 : 0,
    acks,
    partitions: [entry],
  } as const
  const leader = findInfo(instance.consumer.metadata, topic, partition)?.leader ?? 0
  const ticket = send(world, instance, leader, request, 'producer')
  const message = findMessage(world, ticket)
  if (message !== undefined) message.due += lingerMs
  const isAnswered = acks !== 0
  one.ticket = isAnswered ? ticket : -1
  one.status = isAnswered ? 'sent' : 'done'
  return isAnswered
}

/** Gives it the next sequence number of its partition. */
function number({ cluster }: World, producer: ProducerState, one: Send): void {
  if (producer.ownId < 0) producer.ownId = cluster.nextProducerId++
  one.producerId = producer.ownId
  let before = 0
  for (const other of producer.sends) {
    if (other.topic !== one.topic || partitionOf(other) !== partitionOf(one)) continue
    if (other.producerId === one.producerId && other.sequence >= 0) before++
  }
  one.sequence = before
}

/** Which partition of its topic it goes to. */
export function partitionOf({ record }: Send): number {
  return record.toPartition ?? 0
}

/** The key that the record has, and where it is from, as dead letters say it. */
function payloadOf({ now }: World, { name }: Instance, record: Outgoing): RecordPayload {
  const { key, topic, partition, offset, headers: given = {} } = record
  const value = bytesOf(`${topic ?? ''}-${partition ?? -1}@${offset ?? -1}`)
  const timestamp = epochMs + now
  const headers = Object.entries(given).map(([name, text]) => ({ key: name, value: bytesOf(text) }))
  const payload = { key: key === undefined ? null : bytesOf(key), value, headers, timestamp }
  if (topic === undefined || partition === undefined || offset === undefined) return payload
  return { ...payload, copyOf: { member: name, topic, partition, offset, key: key ?? '' } }
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
  timedOut: boolean,
): void {
  const part = response.partitions[0]
  const error = response.error === 'NONE' ? (part?.error ?? 'NONE') : response.error
  const one = instance.producer.sends.find((other) => other.ticket === ticket)
  const moved = error === 'NOT_LEADER_OR_FOLLOWER'
  // With acks=0 a broker that does not lead closes the connection, which says as much.
  if (moved) requestMetadata(world, instance)
  if (one === undefined) return
  if (error === 'NONE') one.offset = part?.baseOffset ?? -1
  end(world, instance, one, error, timedOut)
  // It is sent to the leader that the new metadata says.
  if (!moved) sendBuffered(world, instance)
}

/** The request of a send has come to an end, and the send with it, or it waits to be sent again. */
function end(
  { settings }: World,
  { producer }: Instance,
  one: Send,
  error: KafkaErrorCode,
  timedOut: boolean,
): void {
  one.ticket = -1
  if (error === 'NONE') {
    one.status = 'done'
  } else if (isRetriable(error) && isRetrying(settings) && !timedOut) {
    one.status = 'buffered'
    if (error === 'OUT_OF_ORDER_SEQUENCE_NUMBER' && isFirst(producer, one)) renumber(producer, one)
  } else {
    one.status = 'failed'
    one.error = timedOut ? 'REQUEST_TIMED_OUT' : error
    if (timedOut) producer.ownId = -1
  }
}

function isRetriable(error: KafkaErrorCode): boolean {
  switch (error) {
    case 'DISCONNECTED':
    case 'NOT_LEADER_OR_FOLLOWER':
    case 'OUT_OF_ORDER_SEQUENCE_NUMBER':
      return true
    default:
      return false
  }
}

/** Whether nothing of its topic that was sent before it is still to be written. */
function isFirst({ sends }: ProducerState, one: Send): boolean {
  for (const { topic, status } of sends.slice(0, sends.indexOf(one))) {
    if (topic === one.topic && (status === 'buffered' || status === 'sent')) return false
  }
  return true
}

/** Whatever the broker has of its id, it will never take this one: a new id may begin with it. */
function renumber(producer: ProducerState, one: Send): void {
  producer.ownId = -1
  one.producerId = -1
  one.sequence = -1
}

/** Whether everything that was sent has come to an end. */
export function isFlushed({ producer }: Instance): boolean {
  for (const { status } of producer.sends) {
    if (status === 'buffered' || status === 'sent') return false
  }
  return true
}
